import { printable } from "@mtasts/check";
import { CommanderError } from "commander";
import { Context } from "./context";
import { exitCodes, isFailure, type ExitCode } from "./exit-code";
import type { Io } from "./io";
import { createProgram } from "./program";

/** Runs one command line, without the name of the program; never rejects. */
export async function run(args: readonly string[], io: Io): Promise<ExitCode> {
  const context = new Context(io, args);
  try {
    await createProgram(context).parseAsync([...args], { from: "user" });
    return context.exitCode;
  } catch (error) {
    // Commander has printed what it ends with; help and version that were asked for are no mistake.
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.fine : exitCodes.usage;
    const [text = "", ...more] = (error instanceof Error ? error.message : String(error)).split("\n");
    context.note({ head: `${context.errorPaint.error("error:")} `, body: printable(text) });
    for (const line of more) context.note({ head: ERROR_INDENT, body: printable(line) });
    return isFailure(error) ? error.exitCode : exitCodes.undone;
  }
}

const ERROR_INDENT = " ".repeat("error: ".length);
