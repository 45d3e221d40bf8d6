import type { ExitCode } from "./exit-code";
import { exitCodes } from "./exit-code";
import { printable } from "@mtasts/core/checking";
import type { Io } from "./io";
import { paintFor, type Paint } from "./terminal/paint";
import { wrapped, type Line } from "./terminal/line";
import { safeJson, safeLine } from "./terminal/safe-text";

/** What the commands share: where they write, in which colors, and how they end. */
export class Context {
  public readonly io: Io;
  /** The colors of results. */
  public paint: Paint;
  /** The colors of everything else. */
  public errorPaint: Paint;
  public exitCode: ExitCode = exitCodes.fine;

  /** @param args - The command line as it was typed, for a command that hands it on. */
  public constructor(
    io: Io,
    public readonly args: readonly string[] = [],
  ) {
    this.io = io;
    this.paint = paintFor(io.stdout, io.env);
    this.errorPaint = paintFor(io.stderr, io.env);
  }

  /** Uses no colors, whatever the environment says. */
  public refuseColor(): void {
    this.paint = this.errorPaint = paintFor({ ...this.io.stdout, isTerminal: false }, {});
  }

  /** Columns of the results; left out where they go to a file or to another program, for which nothing is wrapped. */
  public get columns(): number | undefined {
    const { isTerminal, columns } = this.io.stdout;
    return isTerminal ? columns : undefined;
  }

  /** Writes lines of the result. */
  public out(lines: readonly Line[]): void {
    for (const line of lines) this.io.stdout.write(`${wrapped(safe(line, this.paint.isColored), this.columns)}\n`);
  }

  /** Writes the result as JSON. */
  public json(value: unknown): void {
    this.io.stdout.write(`${safeJson(value)}\n`);
  }

  /** Writes the result byte by byte, where it is a file and not for eyes. */
  public raw(text: string): void {
    this.io.stdout.write(text);
  }

  /** Writes a line that is not part of the result. */
  public note(line: Line): void {
    const { isTerminal, columns } = this.io.stderr;
    const text = wrapped(safe(line, this.errorPaint.isColored), isTerminal ? columns : undefined);
    this.io.stderr.write(`${text}\n`);
  }

  /** Says which domain was taken for a URL, a mail address or the name of a record. */
  public readonly noteTaken = (given: string, domain: string): void => {
    this.note(`${printable(given)}: taken for the domain ${domain}`);
  };

  /** Ends with this code, unless a worse one is known. */
  public endWith(code: ExitCode): void {
    this.exitCode = Math.max(this.exitCode, code) as ExitCode;
  }
}

/** The line without anything that a terminal would obey, except for the colors of this program. */
function safe(line: Line, isColored: boolean): Line {
  if (typeof line === "string") return safeLine(line, isColored);
  return { ...line, head: safeLine(line.head, isColored), body: safeLine(line.body, isColored) };
}
