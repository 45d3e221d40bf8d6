import { formatIssue, planDeployment, type DeploymentPlan, type Mode } from "@mtasts/core";
import { programHosts, programZones, type ProgramHost, type ProgramZone } from "@mtasts/core/generate";
import { Option, type Command } from "commander";
import type { Context } from "../context";
import { wrongUsage } from "../exit-code";
import { parseCount, portsOptions, withNetworkOptions, type NetworkFlags } from "../options";
import { mxFromDns, mxFromProvider, type MxSource } from "../mx-source";
import { filesOf, formats, type Format } from "../show/generated";
import { zoneText } from "@mtasts/core";
import { writeFiles } from "../output-files";

interface GenerateFlags extends NetworkFlags {
  readonly domain: string;
  readonly mx?: readonly string[];
  readonly provider?: string;
  readonly fromDns?: true;
  readonly mode: Mode;
  readonly maxAge?: number;
  readonly revision: number;
  readonly rua?: readonly string[];
  readonly format: Format;
  readonly host: ProgramHost;
  readonly dns: ProgramZone;
  readonly out?: string;
  readonly force?: true;
}

export function addGenerate(program: Command, context: Context): void {
  const command = program
    .command("generate")
    .summary("write policy and records, a web root, or a program that deploys them")
    .description(
      "Writes policy and records for a domain: as text, as files of a web root, or as a program that deploys them.",
    )
    .requiredOption("--domain <name>", "the policy domain: what stands behind the @")
    .option("--mx <pattern...>", "MX hosts, or *.example.net for exactly one label")
    .option("--provider <name>", "MX hosts of a mail provider: googleWorkspace, amazonSes:region=eu-west-1, …")
    .option("--from-dns", "MX hosts that the domain has in DNS now")
    .addOption(
      new Option("--mode <mode>", "what senders do").choices(["testing", "enforce", "none"]).default("testing"),
    )
    .addOption(
      new Option("--max-age <seconds>", "how long senders keep the policy").argParser(parseCount(1, 31_557_600)),
    )
    .addOption(
      new Option("--revision <count>", "raise it at every return to an earlier policy")
        .argParser(parseCount(0, 1_000_000))
        .default(0),
    )
    .option("--rua <uri...>", "where senders report failures: mailto: or https:")
    .addOption(new Option("--format <format>", "what to write").choices(formats).default("text"))
    .addOption(
      new Option("--host <host>", "who serves the policy, in a program").choices(programHosts).default("cloudfront"),
    )
    .addOption(
      new Option("--dns <provider>", "who keeps the zone, in a program").choices(programZones).default("route53"),
    )
    .option("--out <dir>", "write files into this folder")
    .option("--force", "overwrite files that differ")
    .addHelpText("after", EXAMPLES);
  withNetworkOptions(command).action(async (flags: GenerateFlags) => {
    await generate(flags, context);
  });
}

const EXAMPLES = `
Examples:
  mtasts generate --domain example.com --mx mail.example.com --rua mailto:tls@example.org
  mtasts generate --domain example.com --provider googleWorkspace --format static --out site
  mtasts generate --domain example.com --from-dns --format terraform --host cloudfront --dns route53 --out infra`;

async function generate(flags: GenerateFlags, context: Context): Promise<void> {
  const { format, host, dns, out } = flags;
  const source = await mxOf(flags, context);
  const plan = planOf(flags, source, context);
  const files = await filesOf(format, { plan, host, zone: dns });
  if (out === undefined) {
    if (format === "static" || format === "terraform")
      throw wrongUsage(`--format ${format} writes several files: name a folder with --out`);
    context.raw(files[0]?.content ?? "");
    return;
  }
  const written = await writeFiles(out, files, flags.force ?? false);
  for (const { path, isNew } of written) context.note(`${isNew ? "wrote" : "unchanged"} ${path}`);
  // The files of a web root say nothing of DNS.
  if (format === "static") context.raw(zoneText(recordsOf(plan)));
}

function recordsOf({ records: { sts, tlsRpt } }: DeploymentPlan) {
  return tlsRpt === undefined ? [sts] : [tlsRpt, sts];
}

async function mxOf(flags: GenerateFlags, context: Context): Promise<MxSource> {
  const { mx, provider, fromDns, domain, timeout } = flags;
  const given = [mx, provider, fromDns].filter((each) => each !== undefined);
  if (given.length > 1) throw wrongUsage("give only one of --mx, --provider and --from-dns");
  if (provider !== undefined) return mxFromProvider(provider);
  if (fromDns !== undefined) {
    const ports = context.io.ports(await portsOptions(context.io, flags));
    return await mxFromDns(domain, ports, timeout * 1_000);
  }
  return { mx: mx ?? [], remarks: [] };
}

/** The plan, or everything that is wrong with the command line. */
function planOf(flags: GenerateFlags, { mx, remarks, isUnverified }: MxSource, context: Context): DeploymentPlan {
  const { domain, mode, maxAge, revision, rua } = flags;
  const plan = planDeployment({
    domain,
    mode,
    mx,
    revision,
    ...(maxAge === undefined ? {} : { maxAge, longestMaxAge: maxAge }),
    ...(rua === undefined ? {} : { tlsRpt: { rua } }),
  });
  const { errorPaint: paint } = context;
  if (!plan.ok) throw wrongUsage(plan.issues.map(formatIssue).join("; "));
  for (const remark of remarks) context.note(`${paint.info("info:")} ${remark}`);
  for (const issue of plan.warnings)
    context.note(`${paint[issue.severity](`${issue.severity}:`)} ${formatIssue(issue)}`);
  if (isUnverified === true && mode === "enforce") {
    context.note(`${paint.warning("warning:")} compare these hosts with your MX records before senders enforce them`);
  }
  return plan.value;
}
