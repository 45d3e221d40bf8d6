import { parseDomain } from "../domain";
import { lowerCase } from "../host-name";
import { isRecord } from "../json";
import { MAX_AGE_LIMIT } from "../max-age";
import { readMoment } from "../moment";
import { readPolicy } from "../policy";
import { policyId } from "../policy-id";
import type { Claims, HostMove, HostName, MigrationClaims, Stated } from "./claim-facts";

/** Deeper than any outputs are, and a bound on what a hostile file makes us walk. */
const MAX_DEPTH = 12;

/** More domains than one stack holds. */
const MAX_DOMAINS = 10_000;

/** More than claims have. */
const MAX_MEMBERS = 100;

/** More than a policy of 64,000 bytes can name. */
const MAX_PATTERNS = 10_000;

type Json = Readonly<Record<string, unknown>>;

/**
 * What the arguments behind a Terraform plan state, for `judgeClaims`: read from the planned outputs, in which the construct's
 * `outputs` and those of the HCL modules have `claims`. A Pulumi preview compares its arguments itself, and its JSON has no
 * planned outputs. Never throws; what has another shape is left out.
 *
 * @example
 * import { statedInPlan } from "@mtasts/core/preflight";
 *
 * const domains: readonly string[] = statedInPlan(JSON.parse("{}")).map(({ domain }) => domain);
 */
export function statedInPlan(plan: unknown): readonly Stated[] {
  const found = new Map<string, Stated>();
  collect(plannedOutputs(plan), found, 0);
  return [...found.values()];
}

/** Outputs of which a part is not known yet are among the changes only. */
function plannedOutputs(plan: unknown): Json {
  if (!isRecord(plan)) return {};
  const values = isRecord(plan["planned_values"]) ? plan["planned_values"]["outputs"] : undefined;
  return { ...membersOf(values, "value"), ...membersOf(plan["output_changes"], "after") };
}

function membersOf(outputs: unknown, key: string): Json {
  const entries = Object.entries(isRecord(outputs) ? outputs : {});
  return Object.fromEntries(entries.map(([name, output]) => [name, isRecord(output) ? output[key] : undefined]));
}

function collect(value: unknown, found: Map<string, Stated>, depth: number): void {
  if (depth > MAX_DEPTH || found.size >= MAX_DOMAINS) return;
  if (isRecord(value)) {
    const stated = statedIn(value);
    if (stated !== undefined) found.set(stated.domain, stated);
  }
  if (!isRecord(value) && !Array.isArray(value)) return;
  for (const member of Object.values(value)) collect(member, found, depth + 1);
}

function statedIn(object: Json): Stated | undefined {
  const { claims: given, policyText: text = object["policy_text"], policyUrl: url = object["policy_url"] } = object;
  const claims = isRecord(given) ? inCamelCase(given) : undefined;
  if (claims === undefined || typeof text !== "string" || typeof url !== "string") return undefined;
  const policy = readPolicy(text);
  const domain = domainOf(url);
  const checked = claimsIn(claims);
  if (!policy.ok || domain === undefined || checked === undefined) return undefined;
  const { revision, allowDestroy } = claims;
  const hostMove = isRecord(claims["hostMove"]) ? hostMoveIn(claims["hostMove"]) : undefined;
  return {
    domain,
    policyId: policyId(text),
    mode: policy.value.mode,
    revision: typeof revision === "number" ? revision : 0,
    claims: checked,
    allowDestroy: allowDestroy === true,
    ...(hostMove === undefined ? {} : { keepsFormer: true, hostMove }),
    ...(object["policyText"] === undefined ? { isModule: true } : {}),
  };
}

/** The HCL modules name their outputs and the members of these as Terraform does. */
function inCamelCase(object: Json): Json {
  const entries = Object.entries(object).slice(0, MAX_MEMBERS);
  return Object.fromEntries(
    entries.map(([name, value]) => [name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()), value]),
  );
}

function domainOf(url: string): string | undefined {
  const [, name = ""] = /^https:\/\/mta-sts\.([^/:?#]{1,253})\/\.well-known\/mta-sts\.txt$/.exec(url) ?? [];
  const domain = parseDomain(name);
  return domain.ok ? domain.value : undefined;
}

function claimsIn({ longestMaxAge, noneSince, mxMigration }: Json): Claims | undefined {
  const isAge = typeof longestMaxAge === "number" && longestMaxAge >= 0 && longestMaxAge <= MAX_AGE_LIMIT;
  if (!isAge) return undefined;
  const migration = isRecord(mxMigration) ? migrationIn(mxMigration) : undefined;
  return {
    longestMaxAge,
    ...timeIn("noneSince", noneSince),
    ...(migration === undefined ? {} : { mxMigration: migration }),
  };
}

function migrationIn({ from, to, announcedSince, movedSince, mxTtl, narrow }: Json): MigrationClaims | undefined {
  if (typeof mxTtl !== "number") return undefined;
  return {
    from: patternsIn(from),
    to: patternsIn(to),
    ...timeIn("announcedSince", announcedSince),
    ...timeIn("movedSince", movedSince),
    mxTtl,
    narrow: narrow === true,
  };
}

function hostMoveIn({ host, former }: Json): HostMove {
  return { host: hostNameIn(host), ...(isRecord(former) ? { former: hostNameIn(former) } : {}) };
}

/** A name that is known only after the deployment is left out of a plan. */
function hostNameIn(value: unknown): HostName {
  const { ownsName, leadsTo } = isRecord(value) ? value : {};
  return { ownsName: ownsName === true, ...(typeof leadsTo === "string" ? { leadsTo: lowerCase(leadsTo) } : {}) };
}

function patternsIn(value: unknown): readonly string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value.slice(0, MAX_PATTERNS) : [];
  return list.filter((each) => typeof each === "string");
}

function timeIn<K extends string>(name: K, value: unknown): Partial<Record<K, string>> {
  const isTime = typeof value === "string" && readMoment(value) !== undefined;
  return (isTime ? { [name]: value } : {}) as Partial<Record<K, string>>;
}
