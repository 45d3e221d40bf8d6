type Format = (error: Error, frames: NodeJS.CallSite[]) => unknown;

/**
 * Makes resources without the stack traces that the SDK takes for its own diagnosis.
 *
 * For each promise of each resource the SDK reads `new Error().stack`, to be printed only when somebody debugs leaks.
 * Under Pulumi each frame of it is looked up in source maps, and that takes longer than all the rest of a large program.
 *
 * Only the text is spared, not the frames, and only for an error without a message: whatever a program or a transform
 * throws keeps its stack, which `Error.stackTraceLimit = 0` would take away.
 */
export function withoutDiagnosticStacks<T>(make: () => T): T {
  if (process.env["PULUMI_DEBUG_PROMISE_LEAKS"]) return make();
  const before = Object.getOwnPropertyDescriptor(Error, "prepareStackTrace");
  const format = (before?.value ?? plainStack) as Format;
  const paused: Format = (error, frames) => (isDiagnostic(error) ? String(error) : format.call(Error, error, frames));
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

function isDiagnostic(error: Error): boolean {
  // The SDK lifts the limit while it asks where in the program a resource is made, which the engine is told.
  return error.message === "" && error.constructor === Error && Error.stackTraceLimit !== Infinity;
}

/** What V8 itself writes where no format is set. */
function plainStack(error: Error, frames: readonly { toString: () => string }[]): string {
  return [String(error), ...frames.map((frame) => `    at ${frame.toString()}`)].join("\n");
}
