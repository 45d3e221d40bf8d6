import type { Command } from "commander";
import type { Context } from "../context";
import { checkAll, expectedFor, readExpected } from "../domains";
import { exitCodes } from "../exit-code";
import { portsOptions, withNetworkOptions, type NetworkFlags } from "../options";
import { countOf, exitCodeFor } from "../severity";
import { diffLines } from "../show/diff-text";

interface DiffFlags extends NetworkFlags {
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
    await diff(domain, flags, context);
  });
}

const EXAMPLES = `
Examples:
  pulumi stack output --json | mtasts diff example.com --expect -
  terraform output -json > deployed.json && mtasts diff example.com --expect deployed.json`;

async function diff(domain: string, flags: DiffFlags, context: Context): Promise<void> {
  const { io } = context;
  const expected = await readExpected(io, flags.expect);
  const wanted = expectedFor(expected, domain, flags.expect);
  const ports = io.ports(await portsOptions(io, flags));
  const options = { timeoutMs: flags.timeout * 1_000 };
  const [checked] = await checkAll([wanted.domain], { ports, options, expected, onDone: () => undefined });
  if (checked === undefined) return;
  const { report, differences } = checked;
  if (flags.json === true) context.json({ version: 1, wanted, report, differences });
  else {
    context.out(diffLines({ wanted, report, differences }, context.paint));
    context.note(report.verdict === "unknown" ? "what the internet sees is not known" : countOf(differences));
  }
  context.endWith(report.verdict === "unknown" ? exitCodes.undone : exitCodeFor(differences, "error"));
}
