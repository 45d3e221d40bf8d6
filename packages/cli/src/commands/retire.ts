import { Option, type Command } from "commander";
import type { Context } from "../context";
import { parseCount, parseMoment, withNetworkOptions, type NetworkFlags } from "../options";

/** What follows `mtasts retire`. */
export interface RetireFlags extends NetworkFlags {
  readonly longestMaxAge?: number;
  readonly noneSince?: number;
  readonly expect?: string;
  readonly json?: true;
}

export function addRetire(program: Command, context: Context): void {
  const command = program
    .command("retire")
    .summary("tell when record and policy host may be removed")
    .description(
      "Tells what has to happen, and until when, before the record and the policy host may be removed (RFC 8461 §8.3).",
    )
    .argument("<domain>", "the domain that gives up MTA-STS")
    .addOption(
      new Option("--longest-max-age <seconds>", "the longest max_age that was ever served in mode enforce").argParser(
        parseCount(0, 31_557_600),
      ),
    )
    .addOption(
      new Option("--none-since <time>", "when mode none was first seen to be announced").argParser(parseMoment),
    )
    .option("--expect <file>", "outputs of the deployment: are they what the internet sees, and what do they tell?")
    .option("--json", "print the result as JSON")
    .addHelpText("after", EXAMPLES);
  withNetworkOptions(command).action(async (domain: string, flags: RetireFlags) => {
    const { retire } = await import("../actions/retire.js");
    await retire(domain, flags, context);
  });
}

const EXAMPLES = `
Exits with 0 once everything may be removed, and with 1 until then.

Examples:
  mtasts retire example.com
  mtasts retire example.com --expect deployed.json
  mtasts retire example.com --longest-max-age 2419200 --none-since 2026-11-01T12:00:00Z`;
