import type { ExitCode } from "./exit-code";
import { exitCodes } from "./exit-code";
import type { Io } from "./io";
import { paintFor, type Paint } from "./terminal/paint";
import { safeJson, safeLine } from "./terminal/safe-text";

/** What the commands share: where they write, in which colours, and how they end. */
export class Context {
  public readonly io: Io;
  /** The colours of results. */
  public readonly paint: Paint;
  /** The colours of everything else. */
  public readonly errorPaint: Paint;
  public exitCode: ExitCode = exitCodes.fine;

  public constructor(io: Io) {
    this.io = io;
    this.paint = paintFor(io.stdout, io.env);
    this.errorPaint = paintFor(io.stderr, io.env);
  }

  /** Writes lines of the result. */
  public out(lines: readonly string[]): void {
    for (const line of lines) this.io.stdout.write(`${safeLine(line, this.paint.isColored)}\n`);
  }

  /** Writes the result as JSON. */
  public json(value: unknown): void {
    this.io.stdout.write(`${safeJson(value)}\n`);
  }

  /** Writes the result byte by byte, where it is a file and not for eyes. */
  public raw(text: string): void {
    this.io.stdout.write(text);
  }

  /** Writes a line that is no result. */
  public note(line: string): void {
    this.io.stderr.write(`${safeLine(line, this.errorPaint.isColored)}\n`);
  }

  /** Ends with this code, unless a worse one is known. */
  public endWith(code: ExitCode): void {
    this.exitCode = Math.max(this.exitCode, code) as ExitCode;
  }
}
