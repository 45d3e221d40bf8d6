import { readFileSync } from "node:fs";
import path from "node:path";
import { Command } from "commander";
import { addCheck } from "./commands/check";
import { addCompletion } from "./commands/completion";
import { addDiff } from "./commands/diff";
import { addGenerate } from "./commands/generate";
import { addLint } from "./commands/lint";
import { addRetire } from "./commands/retire";
import { addTry } from "./commands/try";
import type { Context } from "./context";
import { safeLine } from "./terminal/safe-text";

/** The whole command line; nothing in it ends the process. */
export function createProgram(context: Context): Command {
  const { stdout, stderr } = context.io;
  const program = new Command("mtasts");
  program
    .description("Check, lint, generate, compare and retire MTA-STS (RFC 8461) and TLS-RPT (RFC 8460).")
    .version(ownVersion(), "-V, --version")
    .configureOutput({
      writeOut: (text) => {
        stdout.write(text);
      },
      // What was typed may hold anything.
      writeErr: (text) => {
        stderr.write(
          text
            .split("\n")
            .map((line) => safeLine(line, false))
            .join("\n"),
        );
      },
      getOutHelpWidth: () => Math.min(stdout.columns, MAX_HELP_WIDTH),
      getErrHelpWidth: () => Math.min(stderr.columns, MAX_HELP_WIDTH),
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    .option("--no-color", "use no colors, also on a terminal")
    .hook("preAction", (command) => {
      if (command.opts<{ readonly color: boolean }>().color) return;
      context.refuseColor();
    })
    .configureHelp({ showGlobalOptions: true })
    .showSuggestionAfterError()
    .exitOverride()
    .addHelpText("after", `\n${EXIT_CODES}`);
  for (const add of [addCheck, addLint, addGenerate, addDiff, addRetire, addTry]) add(program, context);
  addCompletion(program, context);
  return program;
}

/** The help is text, which is hard to read in long lines. */
const MAX_HELP_WIDTH = 120;

const EXIT_CODES = `Exit codes:
  0   fine
  1   an issue at or above --fail-on
  2   the check itself could not be done
  64  wrong usage`;

/** The version of the package that this file was installed with. */
function ownVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(path.join(__dirname, "..", "package.json"), "utf8"));
  const isNamed = typeof manifest === "object" && manifest !== null && "version" in manifest;
  return isNamed ? String(manifest.version) : "unknown";
}
