import { Argument, type Command } from "commander";
import type { Context } from "../context";
import { withFailOn } from "../options";
import type { FailLevel } from "../severity";

const kinds = ["policy", "sts-record", "tls-rpt-record"] as const;
export type Kind = (typeof kinds)[number];

/** What follows `mtasts lint`. */
export interface LintFlags {
  readonly fix?: true;
  readonly json?: true;
  readonly domain?: string;
  readonly failOn: FailLevel;
}

export function addLint(program: Command, context: Context): void {
  const command = program
    .command("lint")
    .summary("judge policy files and records, without the network")
    .description("Judges policy files and texts of records as they stand in files, without the network.")
    .addArgument(new Argument("<kind>", "what the files hold").choices(kinds))
    .argument("<file...>", "files to read; - is standard input")
    .option("--fix", "write what can be mended without guessing, and show it")
    .option("--json", "print the result as JSON")
    .option("--domain <name>", "the policy domain, for what depends on it")
    .addHelpText("after", EXAMPLES);
  withFailOn(command).action(async (kind: Kind, files: readonly string[], flags: LintFlags) => {
    const { lint } = await import("../actions/lint.js");
    await lint({ kind, files, flags }, context);
  });
}

const EXAMPLES = `
Examples:
  mtasts lint policy .well-known/mta-sts.txt
  mtasts lint policy --fix --domain example.com .well-known/mta-sts.txt
  dig +short TXT _mta-sts.example.com | mtasts lint sts-record -`;
