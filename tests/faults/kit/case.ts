import type { Bench } from "./bench";
import type { Run } from "./engine";
import { inject, targetsIn, type Fault, type Target } from "./faults";
import { fingerprint } from "./fingerprint";
import { repair } from "./repair";
import { deploy, type Scenario } from "./scenario";
import { readState } from "./stack-state";

/** What a deployment without faults does and leaves. */
export interface Reference {
  readonly targets: readonly Target[];
  readonly cloud: readonly string[];
  readonly urns: readonly string[];
}

/** What came of a fault. */
export interface Outcome {
  /** The steps to the end, as in "cancel, refresh, import, up". */
  readonly steps: string;
  /** What should not have been; empty if all is well. */
  readonly problems: readonly string[];
}

/** Seconds for which a broken deployment is left as it is, before somebody comes. */
const neglect = 5_400;

/** Runs a scenario undisturbed. */
export async function refer(bench: Bench, scenario: Scenario): Promise<Reference> {
  await scenario.start.restore();
  must(await deploy(bench, scenario));
  const targets = targetsIn(bench.bed.cloud.control.calls);
  await bench.population.settle();
  const problems = complaints(bench);
  if (problems.length > 0) throw new Error(`${scenario.name}, undisturbed:\n${problems.join("\n")}`);
  return { targets, ...(await remains(bench)) };
}

/** Runs a scenario with one fault, repairs it, and compares the end with the undisturbed one. */
export async function runCase(
  bench: Bench,
  scenario: Scenario,
  { target, fault, reference }: { readonly target: Target; readonly fault: Fault; readonly reference: Reference },
): Promise<Outcome> {
  await scenario.start.restore();
  inject(bench, fault, target);
  const first = await deploy(bench, scenario);
  const steps = fault === "is slow" ? expectPatience(first) : await recover(bench, scenario, { first, fault });
  await bench.population.settle();
  const left = [...complaints(bench), ...(await differences(bench, reference))];
  const isTakenOver = steps.some((step) => step === "import" || step === "refresh");
  const drift = isTakenOver && scenario.command === "up" && left.length === 0 ? await driftOf(bench) : [];
  return { steps: steps.join(", "), problems: [...left, ...drift] };
}

/** What was taken over by hand must be seen as what it is by the engine, too; a look takes as long as a deployment. */
async function driftOf({ engine }: Bench): Promise<readonly string[]> {
  const { exitCode, output } = await engine.run("preview", "--refresh", "--expect-no-changes");
  return exitCode === 0 ? [] : [`drift: ${output}`];
}

function expectPatience(run: Run): readonly string[] {
  must(run);
  return ["waits"];
}

async function recover(
  bench: Bench,
  scenario: Scenario,
  { first, fault }: { readonly first: Run; readonly fault: Fault },
): Promise<readonly string[]> {
  if (first.exitCode === 0) throw new Error("the fault met nothing");
  if (first.exitCode === undefined && fault !== "engine killed") throw new Error(`it hung:\n${first.output}`);
  await bench.population.pass(neglect);
  if (fault === "fails for good") {
    const again = await deploy(bench, scenario);
    if (again.exitCode === 0) throw new Error("the second attempt did not fail");
    await bench.population.pass(neglect);
  }
  bench.bed.cloud.control.reset();
  await bench.bed.cloud.runtime.idle();
  const repaired = new Set(await repair(bench, first));
  const again = await deploy(bench, scenario);
  if (again.exitCode !== 0 && isUncertain(fault)) {
    // PROVIDER cloudflare 6: what is gone can't be deleted again, and the engine has to see first that it is.
    await bench.engine.must("refresh");
    repaired.add("refresh");
    must(await deploy(bench, scenario));
  } else {
    must(again);
  }
  return [...repaired, scenario.command];
}

/** Whether the call was carried out, and the engine does not know. */
function isUncertain(fault: Fault): boolean {
  return fault === "loses its answer" || fault === "engine killed";
}

function must({ command, exitCode, output }: Run): void {
  if (exitCode !== 0) throw new Error(`${command} ended with ${String(exitCode)}:\n${output}`);
}

function complaints({ population }: Bench): readonly string[] {
  return population.violations.map((violation) => JSON.stringify(violation));
}

async function remains(bench: Bench): Promise<Pick<Reference, "cloud" | "urns">> {
  await bench.bed.cloud.runtime.idle();
  const { resources, pending } = readState(await bench.engine.state());
  const urns = [...resources.map(({ urn }) => urn), ...pending.map(({ urn }) => `pending ${urn}`)].sort();
  return { cloud: fingerprint(bench.bed.cloud), urns };
}

/** What is left over, and what is missing. */
async function differences(bench: Bench, reference: Reference): Promise<readonly string[]> {
  const { cloud, urns } = await remains(bench);
  return [...compared(cloud, reference.cloud), ...compared(urns, reference.urns)];
}

function compared(found: readonly string[], wanted: readonly string[]): readonly string[] {
  const count = (list: readonly string[], one: string): number => list.filter((other) => other === one).length;
  const all = [...new Set([...found, ...wanted])];
  return all
    .filter((one) => count(found, one) !== count(wanted, one))
    .map((one) => `${count(found, one)} instead of ${count(wanted, one)}: ${one}`);
}
