/** Milliseconds of the processor's time that the work takes: unlike the clock's, they do not grow with what else runs. */
export function processorTime(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}
