/** How a command ends: public API, since pipelines decide by it. */
export const exitCodes = {
  /** Nothing at or above `--fail-on` was found. */
  fine: 0,
  /** Something was. */
  issue: 1,
  /** The check itself could not be done: a file that cannot be read, a network that does not answer. */
  undone: 2,
  /** The command line is wrong. */
  usage: 64,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** What ends a command before it has looked at anything, told in one line. */
export class Failure extends Error {
  public readonly exitCode: ExitCode;

  public constructor(exitCode: ExitCode, message: string) {
    super(message);
    this.name = "Failure";
    this.exitCode = exitCode;
  }
}

/** By what it has, since the program and what it loads later are bundled with a class each. */
export function isFailure(error: unknown): error is Failure {
  return error instanceof Error && error.name === "Failure" && "exitCode" in error;
}

/** A command line that asks for what there is not. */
export function wrongUsage(message: string): Failure {
  return new Failure(exitCodes.usage, message);
}

/** Something that the command needs and cannot have. */
export function undone(message: string): Failure {
  return new Failure(exitCodes.undone, message);
}
