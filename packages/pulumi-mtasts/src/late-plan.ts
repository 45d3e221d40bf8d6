import {
  MAX_AGE_LIMIT,
  planDeployment,
  type Circumstances,
  type DeploymentPlan,
  type DnsRecord,
  type Issue,
  type MtaStsConfig,
  type MxMigrationTimes,
  type Parsed,
  type PolicySite,
  type RetirementTimes,
} from "@mtasts/core";
import { judge } from "@mtasts/core/adapter";
import * as pulumi from "@pulumi/pulumi";
import type { MtaStsArgs } from "./args.js";
import { lateRefusal, refusalMessage } from "./fail.js";
import { applyToUnknown, isLate, isPlain, isRecord } from "./late-values.js";
import { secretArguments, withoutSecrets } from "./secrets.js";

/** The arguments that decide what is published. */
export type LateConfig = Pick<
  MtaStsArgs,
  | "domain"
  | "mode"
  | "mx"
  | "maxAge"
  | "revision"
  | "announcedIds"
  | "mxMigration"
  | "longestMaxAge"
  | "noneSince"
  | "tlsRpt"
>;

/** How the arguments are judged. */
export interface Rigour {
  /** Whether advice counts as an error. */
  readonly strict: boolean;
  readonly circumstances: Circumstances;
}

/** What a DNS record holds, each part of which may be known at another time. */
export type LateRecord = { readonly [K in "name" | "value"]: pulumi.Output<DnsRecord[K]> };

/** A plan, each part of which is known as soon as the arguments are that it is made from, and secret only if one of these is. */
export interface LatePlan {
  readonly policyId: pulumi.Output<string>;
  readonly site: pulumi.Output<PolicySite>;
  readonly sts: LateRecord;
  /** Absent without `tlsRpt`. */
  readonly tlsRpt: LateRecord | undefined;
  readonly mxMigration: pulumi.Output<MxMigrationTimes | undefined>;
  readonly retirement: pulumi.Output<RetirementTimes | undefined>;
}

/** A plan, and what is unwise about it. */
export interface Planned {
  readonly plan: DeploymentPlan;
  readonly warnings: readonly Issue[];
}

/** Right values for arguments that decide nothing about a part of the plan. */
const standIns = {
  domain: "domain.invalid",
  mode: "none",
  mx: ["mail.domain.invalid"],
  maxAge: 86_400,
  revision: 0,
  announcedIds: [],
  longestMaxAge: MAX_AGE_LIMIT,
  tlsRpt: { rua: "mailto:reports@domain.invalid" },
} as const;

const longAgo = "1970-01-01T00:00:00Z";

/** Right values for arguments that are not known: with them, every problem found is one of the known ones. */
function standInsFor({ mode }: LateConfig) {
  return {
    ...standIns,
    mxMigration: { to: standIns.mx, announcedSince: longAgo, movedSince: longAgo, mxTtl: 0, narrow: false },
    // The shortest wait, unless a known age in enforce has to be no longer than it.
    longestMaxAge: mode === "enforce" ? MAX_AGE_LIMIT : 0,
  };
}

/**
 * The whole plan. Only a preview may leave it unknown, and even then whatever is known is checked.
 *
 * @param name - The component's name, for the message of its refusal.
 * @param rigour - How strictly, and when. Of advice that rests on values that are not known yet, nothing is said.
 */
export function planLater(name: string, late: LateConfig, rigour: Rigour): pulumi.Output<Planned> {
  const given = pulumi.output<unknown>({ config: late, secrets: secretArguments(late) });
  const planned = applyToUnknown(given as pulumi.Output<Given>, (all): unknown => {
    const { parsed, isKnown } = judgeGiven(all, rigour);
    if (!parsed.ok) throw lateRefusal(refusalMessage(name, parsed.issues));
    return isKnown ? { plan: parsed.value, warnings: parsed.warnings } : pulumi.unknown;
  });
  return planned as pulumi.Output<Planned>;
}

/** The arguments as far as they are known, and which of them are secret. */
export interface Given {
  readonly config: LateConfig;
  readonly secrets: readonly string[];
}

/** What is wrong with the arguments, as far as they are known, or the plan that they make. No issue tells a secret. */
export function judgeGiven({ config, secrets }: Given, { strict, circumstances }: Rigour) {
  const isKnown = !pulumi.containsUnknowns(config);
  const parsed = judge(planDeployment(withStandIns(config, pulumi.isUnknown), circumstances), strict && isKnown);
  const told: Parsed<DeploymentPlan> = parsed.ok
    ? { ...parsed, warnings: withoutSecrets(parsed.warnings, secrets) }
    : { ...parsed, issues: withoutSecrets(parsed.issues, secrets) };
  return { parsed: told, isKnown };
}

/** The problems of those arguments that are known at once. */
export function knownIssues(config: LateConfig, { strict, circumstances }: Rigour): readonly Issue[] {
  const parsed = judge(planDeployment(withStandIns(config, isLate), circumstances), strict && isPlain(config));
  return parsed.ok ? [] : parsed.issues;
}

/** Makes the plan in which one part is right, from the arguments that decide about that part. */
type PartMaker = (given: Partial<LateConfig>) => pulumi.Output<DeploymentPlan>;

/** The parts of a plan that is known as a whole: nothing is planned a second time. */
export function partsOfKnown(config: LateConfig, whole: pulumi.Output<Planned>): LatePlan {
  const { plan } = whole;
  return partsFrom(config, () => plan);
}

/**
 * The parts of a plan: names follow from the domain alone, the policy from all but the domain and the report addresses.
 *
 * @param whole - Rejects where anything is wrong: a part that cannot be made goes the same way.
 * @param ttls - Under which the records are published.
 */
export function partsOf(config: LateConfig, whole: pulumi.Output<Planned>, ttls: Circumstances["ttls"]): LatePlan {
  return partsFrom(config, (given) =>
    (pulumi.output({ ...standIns, ...given } as object) as pulumi.Output<unknown>).apply((known) => {
      const parsed = planDeployment(known as MtaStsConfig, ttls === undefined ? {} : { ttls });
      return parsed.ok ? pulumi.output(parsed.value) : whole.plan;
    }),
  );
}

function partsFrom(config: LateConfig, part: PartMaker): LatePlan {
  const { domain, mode, mx, maxAge, revision, mxMigration, longestMaxAge, noneSince, tlsRpt } = config;
  const named = part({ domain });
  const policy = part({ mode, mx, maxAge, revision, mxMigration: hostsOf(mxMigration) });
  const ages = { mode, maxAge, revision, longestMaxAge };
  return {
    policyId: policy.policyId,
    site: siteOf(named.site, policy.site.body),
    sts: { ...recordOf(named.records.sts), value: policy.records.sts.value },
    tlsRpt:
      tlsRpt === undefined
        ? undefined
        : { ...recordOf(named.apply(tlsRptOf)), value: part({ tlsRpt }).apply(tlsRptOf).value },
    mxMigration:
      mxMigration === undefined
        ? pulumi.output(undefined)
        : part({ ...ages, mx, mxMigration }).apply(({ mxMigration: times }) => times),
    retirement: part({ ...ages, noneSince }).apply(({ retirement }) => retirement),
  };
}

/** What decides about the policy: its bytes depend on no time. */
function hostsOf(migration: LateConfig["mxMigration"]): LateConfig["mxMigration"] {
  return isRecord(migration) ? { to: migration.to, narrow: migration.narrow, movedSince: longAgo } : migration;
}

function siteOf({ host, path, url, headers, minTls }: pulumi.Output<PolicySite>, body: pulumi.Output<string>) {
  return pulumi.output({ host, path, url, headers, minTls, body });
}

function recordOf({ name, value }: pulumi.Output<DnsRecord>): LateRecord {
  return { name, value };
}

function tlsRptOf({ records }: DeploymentPlan): DnsRecord {
  if (records.tlsRpt === undefined) throw new pulumi.RunError("tlsRpt was given without a report address");
  return records.tlsRpt;
}

/** The configuration with something right wherever a value is missing. */
function withStandIns(config: LateConfig, isMissing: (value: unknown) => boolean): MtaStsConfig {
  return filled(config, standInsFor(config)) as MtaStsConfig;

  function filled(value: unknown, standIn: unknown): unknown {
    if (isMissing(value)) return standIn;
    if (Array.isArray(value)) return value.map((item) => filled(item, Array.isArray(standIn) ? standIn[0] : standIn));
    if (!isRecord(value) || !isRecord(standIn)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, filled(item, standIn[key])]));
  }
}
