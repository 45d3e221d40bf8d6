import { needsProtection, planDeployment, type Circumstances, type Issue, type MtaStsConfig } from "@mtasts/core";
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
import * as pulumi from "@pulumi/pulumi";
import type { MtaStsArgs } from "./args.js";
import { wiringIssues } from "./argument-rules.js";
import {
  judgeGiven,
  knownIssues,
  partsOf,
  partsOfKnown,
  planLater,
  type LateConfig,
  type LatePlan,
  type Planned,
  type Rigour,
} from "./late-plan.js";
import { idGate, rememberIds, type IdMemory } from "./id-memory.js";
import { isPlain, isRecord, withCleanRejections } from "./late-values.js";
import { startLastMoves, type LastMoves } from "./last-moves.js";
import { startPreflight, type Asked, type Preflight } from "./preflight.js";
import { secretArguments } from "./secrets.js";
import { unknown } from "./transforms.js";

/** What is known of the arguments when the component is made. */
export type Checked =
  | { readonly kind: "refused"; readonly issues: readonly Issue<string>[]; readonly gate: pulumi.ResourceOptions }
  | {
      readonly kind: "planned";
      readonly plan: LatePlan;
      /** The whole of it, as soon as all of it is known. */
      readonly whole: pulumi.Output<Planned>;
      readonly warnings: pulumi.Output<readonly Issue<string>[]>;
      /** The ids that were announced before. */
      readonly ids: IdMemory;
      /** Absent where nobody looks at what is live. */
      readonly preflight?: Preflight | undefined;
      /** Absent until all arguments are judged. */
      readonly lastMoves?: LastMoves;
      readonly gate: pulumi.ResourceOptions;
    };

/** A plan that has not been compared with anything yet. */
type Drafted =
  Omit<Extract<Checked, { readonly kind: "planned" }>, "ids"> | Extract<Checked, { readonly kind: "refused" }>;

/**
 * Checks plain arguments at once, and the others as soon as they are known.
 *
 * The `gate` belongs into the component's own options: late arguments that turn out wrong reject it, and since every
 * child waits for its parent, nothing of the component is created from an unchecked value.
 *
 * @param refuses - Who refuses what preflight finds: the gate, or the caller, who reads it in `preflight.refusal`.
 */
export function checkArguments(
  name: string,
  args: MtaStsArgs,
  opts: pulumi.ComponentResourceOptions = {},
  refuses: Asked["refuses"] = "options",
): Checked {
  const known = wiringIssues(args, presentTime());
  if (!isRecord(args)) return { kind: "refused", issues: known, gate: {} };
  const config = configOf(args);
  const { strict = false } = args;
  const { issues: changed, ttls } = changesFor(args, config);
  const rigour = { strict, circumstances: { ...circumstancesOf(args), ttls } };
  const wiring = strictly([...known, ...changed], strict);
  if (hasError(wiring)) return { kind: "refused", issues: [...knownIssues(config, rigour), ...wiring], gate: {} };
  const checked = isPlain(config) ? checkNow(config, rigour) : checkLater(name, config, rigour);
  if (checked.kind === "refused") return checked;
  const ids = rememberIds(name, args, checked.whole);
  const preflight = startPreflight({ name, args, opts, refuses }, checked.whole, ids);
  const looking =
    preflight === undefined
      ? { ...checked, ids }
      : { ...checked, ids, preflight, gate: { ...checked.gate, ...preflight.gate } };
  const warnings = checked.whole.apply((planned) => [...planned.warnings, ...wiring, ...liftedIssues(args, planned)]);
  const lastMoves = startLastMoves(name, args, checked.whole);
  return { ...looking, warnings, lastMoves, gate: pulumi.mergeOptions(looking.gate, lastMoves.gate) };
}

/** What belongs into the component's own options, so that nothing of it is registered before all has passed. */
export function gateOf(checked: Checked): pulumi.ComponentResourceOptions {
  return pulumi.mergeOptions(checked.gate, idGate(checked.kind === "planned" ? checked.ids : undefined));
}

/**
 * Everything wrong with arguments whose late values have been waited for. A component that another language asks for is refused
 * with it before it is registered: an error that comes later is told by the engine and by the SDK, each in its own way.
 *
 * @param args - What the component is given.
 * @param known - The same with every value in place of its output; `pulumi.unknown` where a preview does not know it.
 */
export async function resolvedIssues(args: MtaStsArgs, known: MtaStsArgs): Promise<readonly Issue<string>[]> {
  const strict = args.strict === true;
  const given = { config: configOf(known), secrets: await secretArguments(configOf(args)) };
  const { parsed } = judgeGiven(given, { strict, circumstances: circumstancesOf(args) });
  return [...(parsed.ok ? [] : parsed.issues), ...strictly(wiringIssues(args, presentTime()), strict)];
}

/**
 * The protection of the children. Where mode or revision are not known yet, it is on.
 *
 * @returns `protect: true` or nothing: `false` would undo a protection that the user has set.
 */
export function protection(args: Pick<MtaStsArgs, "mode" | "revision" | "allowDestroy">): { readonly protect?: true } {
  const { mode = "testing", revision = 0, allowDestroy = false } = args;
  if (allowDestroy) return {};
  if (typeof mode !== "string" || typeof revision !== "number") return { protect: true };
  return needsProtection({ mode, revision }) ? { protect: true } : {};
}

/** What to say of a protection that is lifted where it is needed, however strict the user is: some changes have no other way. */
function liftedIssues(args: MtaStsArgs, { plan }: Pick<Planned, "plan">): readonly Issue<string>[] {
  if (args.allowDestroy !== true) return [];
  const { previousDns } = args;
  const zoneMove = previousDns === undefined ? undefined : zoneMoveTimes(previousDns, plan.records.sts.ttl);
  return liftedProtection({ plan, zoneMove, now: presentTime() });
}

/** The clock decides only whether a step is too early, and nothing of what is deployed. */
function circumstancesOf({ allowDestroy }: MtaStsArgs): Circumstances {
  return { now: presentTime(), allowDestroy: allowDestroy === true };
}

/** Seconds since 1970. */
function presentTime(): number {
  return Math.floor(Date.now() / 1_000);
}

/** What transforms make of the children, in a program that has any. */
function changesFor(args: MtaStsArgs, config: LateConfig): Changes {
  if (!hasChanges(args)) return { issues: [], ttls: {} };
  const parsed = isPlain(config) ? planDeployment(config as MtaStsConfig) : undefined;
  return changesOf(args, { plan: parsed?.ok === true ? parsed.value : undefined, unknown: unknown() });
}

function checkNow(config: LateConfig, { strict, circumstances }: Rigour): Drafted {
  const parsed = judge(planDeployment(config as MtaStsConfig, circumstances), strict);
  if (!parsed.ok) return { kind: "refused", issues: parsed.issues, gate: {} };
  const { value: plan, warnings } = parsed;
  const whole = pulumi.output({ plan, warnings });
  return { kind: "planned", plan: partsOfKnown(config, whole), whole, warnings: whole.warnings, gate: {} };
}

function checkLater(name: string, config: LateConfig, rigour: Rigour): Drafted {
  const late = withCleanRejections(name, config) as LateConfig;
  const whole = planLater(name, late, rigour);
  const plan = partsOf(late, whole, rigour.circumstances.ttls);
  return { kind: "planned", plan, whole, warnings: whole.warnings, gate: { dependsOn: whole.apply(() => []) } };
}

function configOf(args: MtaStsArgs): LateConfig {
  const { domain, mode, mx, maxAge, revision, announcedIds, mxMigration, longestMaxAge, noneSince, tlsRpt } = args;
  return { domain, mode, mx, maxAge, revision, announcedIds, mxMigration, longestMaxAge, noneSince, tlsRpt };
}
