import { planDeployment, zoneText, type DeploymentPlan } from "@mtasts/core";
import type { GenerateFlags } from "../commands/generate";
import type { Context } from "../context";
import { wrongUsage } from "../exit-code";
import { mxFromDns, mxFromProvider, type MxSource } from "../mx-source";
import { portsOptions } from "../network";
import { writeFiles } from "../output-files";
import { flagText } from "../show/flag-text";
import { filesOf } from "../show/generated";

/** Writes what deploys the policy, to standard output or into a folder. */
export async function generate(flags: GenerateFlags, context: Context): Promise<void> {
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
    const ports = await context.io.ports(await portsOptions(context.io, flags));
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
  if (!plan.ok) {
    // What is merely unwise is of no interest before the rest is right.
    const wrong = plan.issues.filter(({ severity }) => severity === "error");
    throw wrongUsage(wrong.map((issue) => flagText(issue, flags)).join("\n"));
  }
  for (const remark of remarks) context.note({ head: `${paint.info("info:")} `, body: remark });
  for (const issue of plan.warnings)
    context.note({ head: `${paint[issue.severity](`${issue.severity}:`)} `, body: flagText(issue, flags) });
  if (isUnverified === true && mode === "enforce") {
    const body = "compare these hosts with your MX records before senders enforce them";
    context.note({ head: `${paint.warning("warning:")} `, body });
  }
  return plan.value;
}
