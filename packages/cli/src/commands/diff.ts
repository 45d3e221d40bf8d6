import type { Command } from "commander";
import type { Context } from "../context";
import { withNetworkOptions, type NetworkFlags } from "../options";

/** What follows `mtasts diff`. */
export interface DiffFlags extends NetworkFlags {
  readonly expect: string;
  readonly json?: true;
}

export function addDiff(program: Command, context: Context): void {
  const command = program
    .command("diff")
    .summary("compare what the internet sees with what was deployed")
    .description(
      "Compares the id, the policy and the TLS-RPT record that the internet sees with those that were deployed.",
    )
    .argument("<domain>", "the domain to look at")
    .requiredOption("--expect <file>", "outputs of the deployment, as JSON; - is standard input")
    .option("--json", "print the result as JSON")
    .addHelpText("after", EXAMPLES);
  withNetworkOptions(command).action(async (domain: string, flags: DiffFlags) => {
    const { diff } = await import("../actions/diff.js");
    await diff(domain, flags, context);
  });
}

const EXAMPLES = `
Examples:
  pulumi stack output --json | mtasts diff example.com --expect -
  terraform output -json > deployed.json && mtasts diff example.com --expect deployed.json`;
