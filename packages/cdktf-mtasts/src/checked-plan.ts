import {
  needsProtection,
  planDeployment,
  type Circumstances,
  type DeploymentPlan,
  type Issue,
  type MtaStsConfig,
} from "@mtasts/core";
import {
  changesOf,
  hasChanges,
  hasError,
  judge,
  liftedProtection,
  strictly,
  zoneMoveTimes,
  type Changes,
} from "@mtasts/core/adapter";
import type { MtaStsArgs } from "./args.js";
import { wiringIssues } from "./argument-rules.js";
import { Token } from "./framework.js";
import { isRecord } from "./late-values.js";
import type { ChildOptions } from "./ports.js";
import { UNKNOWN } from "./transforms.js";

/** What the arguments amount to. */
export type Checked =
  | { readonly kind: "refused"; readonly issues: readonly Issue<string>[] }
  | { readonly kind: "planned"; readonly plan: DeploymentPlan; readonly warnings: readonly Issue<string>[] };

/** Checks all arguments, before anything is created. */
export function checkArguments(args: MtaStsArgs): Checked {
  const wiring = wiringIssues(args, presentTime());
  if (!isRecord(args)) return { kind: "refused", issues: wiring };
  const strict = args.strict === true;
  const config = configOf(args);
  const { issues: changed, ttls } = changesFor(args, config);
  const parsed = judge(planDeployment(config, { ...circumstancesOf(args), ttls }), strict);
  const issues = [...(parsed.ok ? parsed.warnings : parsed.issues), ...strictly([...wiring, ...changed], strict)];
  if (!parsed.ok || hasError(issues)) return { kind: "refused", issues };
  return { kind: "planned", plan: parsed.value, warnings: [...issues, ...liftedIssues(args, parsed.value)] };
}

/** What to say of a protection that is lifted where it is needed, however strict the user is: some changes have no other way. */
function liftedIssues({ allowDestroy, previousDns }: MtaStsArgs, plan: DeploymentPlan): readonly Issue<string>[] {
  if (allowDestroy !== true) return [];
  const zoneMove = previousDns === undefined ? undefined : zoneMoveTimes(previousDns, plan.records.sts.ttl);
  return liftedProtection({ plan, zoneMove, now: presentTime() });
}

/** The protection of the children. */
export function protection(args: Pick<MtaStsArgs, "mode" | "revision" | "allowDestroy">): ChildOptions {
  const { mode = "testing", revision = 0, allowDestroy = false } = args;
  if (allowDestroy || !needsProtection({ mode, revision })) return {};
  return { lifecycle: { preventDestroy: true } };
}

/** What transforms make of the children, in a program that has any. */
function changesFor(args: MtaStsArgs, config: MtaStsConfig): Changes {
  if (!hasChanges(args)) return { issues: [], ttls: {} };
  const parsed = planDeployment(config);
  return changesOf(args, { plan: parsed.ok ? parsed.value : undefined, unknown: UNKNOWN });
}

/** The clock decides only whether a step is too early, and nothing of what is deployed. */
function circumstancesOf({ allowDestroy }: MtaStsArgs): Circumstances {
  return { now: presentTime(), allowDestroy: allowDestroy === true };
}

/** Seconds since 1970. */
function presentTime(): number {
  return Math.floor(Date.now() / 1_000);
}

/** Core knows a token by its text. A whole object that stands for one has none, so it is told as what it is. */
function configOf(args: MtaStsArgs): MtaStsConfig {
  const { domain, mode, mx, maxAge, revision, announcedIds, mxMigration, longestMaxAge, noneSince, tlsRpt } = args;
  const config = { domain, mode, mx, maxAge, revision, announcedIds, mxMigration, longestMaxAge, noneSince, tlsRpt };
  const plain = Object.entries(config).map(([name, value]: [string, unknown]) => [
    name,
    isRecord(value) && Token.isUnresolved(value) ? Token.asAny(value) : value,
  ]);
  return Object.fromEntries(plain) as MtaStsConfig;
}
