type Format = (error: Error, frames: NodeJS.CallSite[]) => unknown;

/**
 * Makes resources without the stack traces that the framework takes for its own diagnosis.
 *
 * For each token the framework writes down where it was made, to be told only where it can't be resolved. Those of this
 * package all resolve.
 *
 * Only the text is spared, and only where no error is asked for it: whatever a program or a transform throws keeps its
 * stack, which `Error.stackTraceLimit = 0` would take away.
 */
export function withoutDiagnosticStacks<T>(make: () => T): T {
  const before = Object.getOwnPropertyDescriptor(Error, "prepareStackTrace");
  const format = (before?.value ?? plainStack) as Format;
  // The framework asks with an object of its own, and splits what it gets into lines.
  const paused: Format = (error, frames) => (error instanceof Error ? format.call(Error, error, frames) : "");
  // Where `Error` is frozen, nothing is spared, and nothing breaks.
  if (!Reflect.set(Error, "prepareStackTrace", paused)) return make();
  try {
    return make();
  } finally {
    // Somebody may have set another one meanwhile: it stays.
    if (Error.prepareStackTrace === paused) {
      if (before === undefined) Reflect.deleteProperty(Error, "prepareStackTrace");
      else Reflect.set(Error, "prepareStackTrace", before.value);
    }
  }
}

/** What V8 itself writes where no format is set. */
function plainStack(error: Error, frames: readonly { toString: () => string }[]): string {
  return [String(error), ...frames.map((frame) => `    at ${frame.toString()}`)].join("\n");
}
