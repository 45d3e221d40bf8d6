import { checkDomain, type CheckReport } from "@mtasts/check";
import { nodePorts } from "@mtasts/check/node";
import type { Stage } from "@mtasts/testbed/stage";
import type { Case } from "./cases/index.js";
import type { RealSenders, SenderAnswer, SenderName } from "./real-senders.js";

/** What everybody makes of one domain. */
export interface Views {
  readonly case: Case;
  readonly report: CheckReport;
  readonly ours: SenderAnswer;
  readonly theirs: Readonly<Record<SenderName, SenderAnswer>>;
}

/** Publishes a case, and has everybody look at it at once. */
export async function viewsOf(one: Case, stage: Stage, real: RealSenders): Promise<Views> {
  const domain = `${one.name}.example`;
  await one.publish(stage, domain);
  const ports = nodePorts({ resolver: stage.dns, ca: stage.caPem, allowPrivate: true, httpsPort: stage.httpsPort });
  const question = { domain, ...(one.knownId === undefined ? {} : { knownId: one.knownId }) };
  const [report, answers] = await Promise.all([
    checkDomain(domain, ports),
    Promise.all(real.senders.map(async (sender) => [sender.name, await sender.ask(question)] as const)),
  ]);
  const theirs = Object.fromEntries(answers) as Record<SenderName, SenderAnswer>;
  return { case: one, report, ours: asSender(report, one.knownId), theirs };
}

/** The report in the terms of a sender that has the same policy, or none, for the same reason. */
function asSender(report: CheckReport, knownId?: string): SenderAnswer {
  const { verdict, record, policy, mx } = report;
  if (record.outcome === "temperror") return { outcome: "failed", result: verdict };
  if (record.outcome !== "record") return { outcome: "no-record", result: verdict };
  if (policy.policy === undefined) return { outcome: "failed", result: verdict };
  const covered = mx.hosts.filter(({ coveredBy }) => coveredBy !== undefined).map(({ host }) => host);
  const uncovered = mx.hosts.filter(({ coveredBy }) => coveredBy === undefined).map(({ host }) => host);
  return {
    outcome: record.id === knownId ? "unchanged" : "policy",
    result: verdict,
    ...(record.id === undefined ? {} : { id: record.id }),
    mode: policy.policy.mode,
    mx: policy.policy.mx,
    maxAge: policy.policy.maxAge,
    covered,
    uncovered,
  };
}

/** In what two conclusions differ; empty where a sender would do the same with both. */
export function differences(ours: SenderAnswer, theirs: SenderAnswer): readonly string[] {
  if (ours.outcome !== theirs.outcome) return [theirs.outcome];
  if (ours.outcome !== "policy") return [];
  const facts = [
    ["id", ours.id, theirs.id],
    ["mode", ours.mode, theirs.mode],
    ["max_age", ours.maxAge, theirs.maxAge],
    ["mx", lower(ours.mx), lower(theirs.mx)],
    ["covers", lower(ours.covered), theirs.covered === undefined ? lower(ours.covered) : lower(theirs.covered)],
  ] as const;
  return facts.flatMap(([name, mine, yours]) => (mine === yours ? [] : [`${name} ${yours ?? "none"}`]));
}

/** Names compare without case, and the order of patterns is of no matter. */
function lower(names: readonly string[] = []): string {
  return names
    .map((name) => name.toLowerCase())
    .sort()
    .join(", ");
}
