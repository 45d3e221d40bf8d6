import { formatIssue, type DeploymentPlan } from "@mtasts/core";
import type * as Check from "@mtasts/check";
import type * as Core from "@mtasts/core/preflight";
import * as pulumi from "@pulumi/pulumi";
import type { MtaStsArgs } from "./args.js";
import { inform, lateRefusal, refusalMessage, warn } from "./fail.js";
import type { IdMemory } from "./id-memory.js";
import type { Planned } from "./late-plan.js";
import { applyToUnknown, isLate } from "./late-values.js";
import { check, isOffline, judging, network } from "./network.js";
import { settingOf, withTakeOver, type SettingOf } from "./preflight-setting.js";
import { withHoldings } from "./zone-holdings.js";
import { Turns } from "./turns.js";

/** The look at what is live before a deployment. */
export interface Preflight {
  /** What it found. Unknown where the arguments are. */
  readonly found: pulumi.Output<Found>;
  /** Why the deployment is refused, if it is. */
  readonly refusal: pulumi.Output<string | undefined>;
  /** Belongs in the component's own options: it rejects where the deployment is refused. */
  readonly gate: pulumi.ResourceOptions;
}

/** What is told on the component. */
export interface Found {
  readonly issues: readonly Core.Refusable[];
  /** What could not be seen, as one issue at most; an error only where that refuses the deployment. */
  readonly unseen: readonly Core.Refusable[];
}

/** The longest time that preflight adds to a deployment, in milliseconds. */
const LIMIT_MS = 3_000;

/** A domain that has not had a turn by then would have no time left for it. */
const LAST_TURN_MS = 2_400;

/** The same where a domain without a turn is refused: thousands of domains have had theirs by then. */
const LAST_REQUIRED_TURN_MS = 300_000;

/** Each check has at most nine sockets, and a process is often limited to a thousand. */
const turns = new Turns(32);

/** What the component was asked for. */
export interface Asked {
  readonly name: string;
  readonly args: MtaStsArgs;
  readonly opts: pulumi.ComponentResourceOptions;
  /** Who refuses what is found: the component's own options, or the caller, who reads it in `refusal`. */
  readonly refuses: "options" | "caller";
}

/** Begins the preflight check, unless it is switched off. */
export function startPreflight(asked: Asked, planned: pulumi.Output<Planned>, ids: IdMemory): Preflight | undefined {
  const { name, args, refuses } = asked;
  const { preflight: mode = "warn", strict = false } = args;
  if (mode === "off" || (mode === "warn" && isOffline())) return undefined;
  const found = findings(asked, mode, planned, ids);
  const refusal = found.apply((known) => refusalOf(name, known, { mode, strict }));
  if (refuses === "caller") return { found, refusal, gate: {} };
  const passed = pulumi.output({ found, refusal }).apply((known) => {
    if (known.refusal !== undefined) throw lateRefusal(known.refusal);
    return known.found;
  });
  return { found: passed, refusal, gate: { dependsOn: passed.apply(() => []) } };
}

/** Tells on the component what was found. */
export function tell(component: pulumi.Resource, { issues, unseen }: Found): void {
  const all = [...issues, ...unseen];
  warn(
    component,
    all.filter(({ severity }) => severity !== "info"),
  );
  for (const issue of all) if (issue.severity === "info") inform(component, formatIssue(issue));
}

/** Why the deployment is refused, if it is. */
export function refusalOf(name: string, { issues, unseen }: Found, rules: Core.RefusalRules): string | undefined {
  // What could not be seen is an error only in the mode that requires it, whatever warnings count as.
  const missing = unseen.filter(({ severity }) => severity === "error");
  const refused = judging().refusals([...issues, ...missing], rules);
  return refused.length === 0 ? undefined : refusalMessage(name, refused, "with what is live");
}

/** What the preflight check finds. Unknown where the arguments are. */
export function findings(
  asked: Asked,
  mode: Core.PreflightMode,
  planned: pulumi.Output<Planned>,
  ids: IdMemory,
): pulumi.Output<Found> {
  return isOffline() ? offline(mode) : look(asked, mode, planned, ids);
}

/** Known at once, so that also a preview of unknown arguments says it. */
function offline(mode: Core.PreflightMode): pulumi.Output<Found> {
  return pulumi.output({ issues: [], unseen: [judging().offlineIssue(mode)] });
}

function look(
  asked: Asked,
  mode: Core.PreflightMode,
  planned: pulumi.Output<Planned>,
  { judged }: IdMemory,
): pulumi.Output<Found> {
  const { host, previousHost, dns, allowDestroy = false } = asked.args;
  const names = { leadsTo: asFarAsKnown(host.leadsTo), formerLeadsTo: asFarAsKnown(previousHost?.leadsTo) };
  const given = pulumi.output({ planned, names, zoneId: asFarAsKnown(dns.zoneAccess?.zoneId), judged });
  const move = { ownsName: host.ownsName === true, keepsFormer: previousHost !== undefined, allowDestroy, mode };
  return given.apply(
    async ({ planned: { plan }, names, zoneId, judged: { issues: reused, isRemembered } }): Promise<Found> => {
      // That refusal is enough: what is live would only say the same again.
      if (reused.length > 0) return { issues: [], unseen: [] };
      // Until it is told, the process must not take leave of the engine.
      const done = pulumi.runtime.rpcKeepAlive();
      try {
        const setting = { ...asked, domain: plan.domain, zoneId };
        const found = await lookAt(plan, { ...move, ...names, setting, isRemembered });
        return (await pulumi.isSecret(given)) ? withoutValues(found) : found;
      } finally {
        done();
      }
    },
  );
}

interface Circumstances {
  readonly mode: Core.PreflightMode;
  readonly ownsName: boolean;
  readonly leadsTo: string | undefined;
  readonly keepsFormer: boolean;
  readonly formerLeadsTo: string | undefined;
  readonly allowDestroy: boolean;
  readonly setting: SettingOf;
  readonly isRemembered: boolean;
}

interface FoundIssues extends Found {
  readonly issues: readonly Core.PreflightIssue[];
}

async function lookAt(plan: DeploymentPlan, circumstances: Circumstances): Promise<FoundIssues> {
  const ports = network();
  if (!ports.ok) return { issues: ports.issues, unseen: [] };
  const {
    keepsFormer,
    ownsName,
    leadsTo,
    formerLeadsTo,
    allowDestroy,
    mode,
    setting: of,
    isRemembered,
  } = circumstances;
  const { incompleteIssue, judgePreflight, statedBy } = judging();
  const [looked, shown] = await Promise.all([takeLook(circumstances, ports.value), settingOf(of)]);
  const seen = looked ?? NO_TURN;
  const setting = await withHoldings(shown, seen, of);
  const host = leadsTo === undefined ? { ownsName } : { ownsName, leadsTo };
  const former = formerLeadsTo === undefined ? {} : { former: { ownsName: false, leadsTo: formerLeadsTo } };
  const now = Math.floor(Date.now() / 1_000);
  const incomplete = incompleteIssue({ ...statedBy(plan), allowDestroy, keepsFormer }, seen, mode);
  const facts = { plan, seen, host, keepsFormer, ...former, now, allowDestroy, setting, isRemembered };
  const issues = judgePreflight(facts);
  const withImports = await withTakeOver(setting, issues, of);
  return {
    issues: withImports === undefined ? issues : judgePreflight({ ...facts, setting: withImports }),
    unseen: incomplete === undefined ? [] : [incomplete],
  };
}

/** What is live, or `undefined` where other domains took all the time. */
async function takeLook(
  { mode, setting: { domain, args } }: Circumstances,
  ports: Check.Ports,
): Promise<Core.SeenInternet | undefined> {
  const isRequired = mode === "required";
  const began = performance.now();
  return await turns.take(isRequired ? LAST_REQUIRED_TURN_MS : LAST_TURN_MS, async () => {
    const timeoutMs = isRequired ? LIMIT_MS : LIMIT_MS - (performance.now() - began);
    return await check().lookBeforeDeploying(domain, ports, { timeoutMs, caa: args.host.authorities !== undefined });
  });
}

const tooMany = { unseen: "too many domains at once" };
const NO_TURN: Core.SeenInternet = { mx: tooMany, record: tooMany };

function withoutValues({ issues, unseen }: FoundIssues): Found {
  return { issues: issues.map(judging().untold), unseen };
}

/** The value, or `undefined` where only the deployment will know it: the rest can be judged without. */
function asFarAsKnown(value: pulumi.Input<string> | undefined): pulumi.Input<string> | undefined {
  if (value === undefined || !isLate(value)) return value;
  return applyToUnknown(pulumi.output(value), (known) => (pulumi.isUnknown(known) ? undefined : known)) as
    pulumi.Output<string> | undefined;
}
