import { Option, type Command } from "commander";
import type { Context } from "../context";
import { parseCount, parseMoment, withFailOn, withNetworkOptions, type NetworkFlags } from "../options";
import type { FailLevel } from "../severity";

/** What follows `mtasts check`. */
export interface CheckFlags extends NetworkFlags {
  readonly json?: true;
  readonly smtp?: true;
  readonly search: boolean;
  readonly expect?: string;
  readonly plan?: string;
  readonly strict?: true;
  readonly offline?: true;
  readonly noneSince?: number;
  readonly longestMaxAge?: number;
  readonly failOn: FailLevel;
}

export function addCheck(program: Command, context: Context): void {
  const command = program
    .command("check")
    .summary("look at domains as a sending mail server does, or at a plan")
    .description(
      "Tells what a sending mail server would conclude about domains, why, and what to do; or what a plan would break.",
    )
    .argument("[domain...]", "domains to check; - reads names from standard input, one a line")
    .option("--json", "print the result as JSON")
    .option("--smtp", "connect to the MX hosts too, and check STARTTLS and certificates")
    .option("--no-search", "do not search other names and paths for a misplaced record or policy")
    .option("--expect <file>", "fail where the internet differs from these outputs of a deployment")
    .option("--plan <file>", 'judge this plan: "terraform show -json" or "pulumi preview --json"; - is standard input')
    .option("--strict", "with --plan: fail where the plan does not show enough to be judged")
    .option("--offline", "with --plan: do not compare it with the live domains")
    .addOption(new Option("--none-since <time>", "with --plan: when mode none was announced").argParser(parseMoment))
    .addOption(
      new Option("--longest-max-age <seconds>", "with --plan: the longest max_age ever served").argParser(
        parseCount(0, 31_557_600),
      ),
    )
    .addHelpText("after", EXAMPLES);
  withFailOn(withNetworkOptions(command)).action(async (args: readonly string[], flags: CheckFlags) => {
    if (flags.plan === undefined) {
      const { checkDomains } = await import("../actions/check-domains.js");
      await checkDomains(args, flags, context);
    } else {
      const { checkPlanFile } = await import("../actions/check-plan.js");
      await checkPlanFile(flags.plan, { args, flags, context });
    }
  });
}

const EXAMPLES = `
Examples:
  mtasts check example.com
  mtasts check --smtp --fail-on warning example.com example.org
  mtasts check --json - < domains.txt
  pulumi stack output --json > deployed.json && mtasts check --expect deployed.json
  terraform show -json tfplan | mtasts check --plan -`;
