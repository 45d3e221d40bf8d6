/** How the command ends: public API, since scripts decide by it. A command of yours ends with its own code. */
export const exitCodes = {
  /** The command ran, and senders accept every policy that is announced. */
  fine: 0,
  /** The command ran, but a sender would not accept what it left. */
  refused: 1,
  /** Something that is needed is missing: an engine, a program, a readable state. */
  undone: 2,
  /** The command line is wrong. */
  usage: 64,
  /** A signal came before the engine was started. */
  interrupted: 130,
} as const;

/** What ends the command before it has done anything, in one message that says what to do. */
export class Failure extends Error {
  override readonly name = "Failure";

  constructor(
    readonly exitCode: number,
    message: string,
  ) {
    super(message);
  }
}

export function wrongUsage(message: string): Failure {
  return new Failure(exitCodes.usage, `${message}; see mtasts try --help`);
}

export function undone(message: string): Failure {
  return new Failure(exitCodes.undone, message);
}
