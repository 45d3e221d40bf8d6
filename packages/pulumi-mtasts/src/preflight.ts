import { formatIssue, type DeploymentPlan } from "@mtasts/core";
import type * as Core from "@mtasts/core/preflight";
import * as pulumi from "@pulumi/pulumi";
import type { MtaStsArgs } from "./args.js";
import { inform, lateRefusal, refusalMessage, warn } from "./fail.js";
import type { Planned } from "./late-plan.js";
import { applyToUnknown, isLate } from "./late-values.js";
import { check, isOffline, judging, network } from "./network.js";
import { Turns } from "./turns.js";

/** The look at what is live before a deployment. */
export interface Preflight {
  /** What it found. Unknown where the arguments are. */
  readonly found: pulumi.Output<Found>;
  /** Belongs into the component's own options: it rejects where the deployment is refused. */
  readonly gate: pulumi.ResourceOptions;
}

/** What is told on the component. */
export interface Found {
  readonly issues: readonly Core.Refusable[];
  /** What could not be seen, in one line; the empty text where all was seen. */
  readonly note: string;
}

/** As long as anybody has to wait for it, in milliseconds. */
const LIMIT_MS = 3_000;

/** Whoever has not had a turn by then would have no time left for it. */
const LAST_TURN_MS = 2_400;

/** Each look has up to seven sockets, and a process often no more than a thousand. */
const turns = new Turns(32);

/** Begins the look, unless it is switched off. */
export function startPreflight(name: string, args: MtaStsArgs, planned: pulumi.Output<Planned>): Preflight | undefined {
  const { preflight = "warn", strict = false } = args;
  if (preflight === "off" || isOffline()) return undefined;
  const passed = look(args, planned).apply((all) => {
    const refused = judging().refusals(all.issues, { mode: preflight, strict });
    if (refused.length > 0) throw lateRefusal(refusalMessage(name, refused, "with what is live"));
    return all;
  });
  return { found: passed, gate: { dependsOn: passed.apply(() => []) } };
}

/** Tells on the component what was found. */
export function tell(component: pulumi.Resource, { issues, note }: Found): void {
  warn(
    component,
    issues.filter(({ severity }) => severity !== "info"),
  );
  for (const issue of issues) if (issue.severity === "info") inform(component, formatIssue(issue));
  if (note !== "") inform(component, note);
}

function look(args: MtaStsArgs, planned: pulumi.Output<Planned>): pulumi.Output<Found> {
  const { host, previousHost } = args;
  const given = pulumi.output({ planned, leadsTo: asFarAsKnown(host.leadsTo) });
  const move = { ownsName: host.ownsName === true, keepsFormer: previousHost !== undefined };
  return given.apply(async ({ planned: { plan }, leadsTo }): Promise<Found> => {
    // Until it is told, the process must not take leave of the engine.
    const done = pulumi.runtime.rpcKeepAlive();
    try {
      const found = await lookAt(plan, { ...move, leadsTo });
      return (await pulumi.isSecret(given)) ? withoutValues(found) : found;
    } finally {
      done();
    }
  });
}

interface Move {
  readonly ownsName: boolean;
  readonly leadsTo: string | undefined;
  readonly keepsFormer: boolean;
}

interface FoundIssues extends Found {
  readonly issues: readonly Core.PreflightIssue[];
}

async function lookAt(plan: DeploymentPlan, { keepsFormer, ownsName, leadsTo }: Move): Promise<FoundIssues> {
  const ports = network();
  if (!ports.ok) return { issues: ports.issues, note: "" };
  const { judgePreflight, unseenNote } = judging();
  const began = performance.now();
  const seen =
    (await turns.take(LAST_TURN_MS, async () => {
      const timeoutMs = LIMIT_MS - (performance.now() - began);
      return await check().lookBeforeDeploying(plan.domain, ports.value, { timeoutMs });
    })) ?? NO_TURN;
  const host = leadsTo === undefined ? { ownsName } : { ownsName, leadsTo };
  return { issues: judgePreflight({ plan, seen, host, keepsFormer }), note: unseenNote(seen) ?? "" };
}

const tooMany = { unseen: "too many domains at once" };
const NO_TURN: Core.SeenInternet = { mx: tooMany, record: tooMany };

function withoutValues({ issues, note }: FoundIssues): Found {
  return { issues: issues.map(judging().untold), note };
}

/** The value, or `undefined` where only the deployment will know it: the rest can be judged without. */
function asFarAsKnown(value: pulumi.Input<string> | undefined): pulumi.Input<string> | undefined {
  if (value === undefined || !isLate(value)) return value;
  return applyToUnknown(pulumi.output(value), (known) => (pulumi.isUnknown(known) ? undefined : known)) as
    pulumi.Output<string> | undefined;
}
