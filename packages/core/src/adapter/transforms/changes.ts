import { isError, type Issue } from "../../issue";
import type { Circumstances } from "../../judge-stages";
import { isObject } from "../../late-value";
import { RECORD_TTL, type DeploymentPlan } from "../../plan";
import { failureOf } from "./apply";
import { readTtl } from "./record-ttl";

/** What the ports of a component say of it, before anything is created. */
export interface Changes {
  readonly issues: readonly Issue[];
  /** Under which the records are published. */
  readonly ttls: NonNullable<Circumstances["ttls"]>;
}

/** The arguments that are ports, each of which may be any value at run time. */
export type Ports = Readonly<Partial<Record<"host" | "previousHost" | "dns" | "previousDns", unknown>>>;

/** What is asked of the ports. */
export interface Asked {
  /** Absent where the arguments are wrong, or known only later. */
  readonly plan: DeploymentPlan | undefined;
  /** What the framework has for a value that is not known yet. */
  readonly unknown: unknown;
}

/** Asks each port what its children will be, and reports all that is wrong with them. It throws nothing, whatever a port does. */
export function changesOf({ host, previousHost, dns, previousDns }: Ports, asked: Asked): Changes {
  const hosts = { host, previousHost };
  const served = Object.entries(hosts).flatMap(([argument, port]) => hostIssues(argument, port, asked));
  const former = formerZone(previousDns);
  const published = [
    ...publications({ dns, path: ["dns"] }, host, asked),
    ...publications({ dns: former, path: ["previousDns", "dns"] }, host, asked),
  ];
  // While two zones answer, the one that says nothing else publishes the usual TTL.
  const least = former !== undefined && [dns, former].some((zone) => methodOf(zone, "published") === undefined);
  const ttls = longestTtls(published, least ? RECORD_TTL : 0);
  return { issues: [...served, ...published.flatMap(({ issues }) => issues)], ttls };
}

/** The DNS provider within the argument. */
function formerZone(previousDns: unknown): unknown {
  return isObject(previousDns) ? previousDns["dns"] : undefined;
}

/** The TTLs that waits begin with: resolvers may hold a record of either zone. */
function longestTtls(published: readonly Published[], least: number): Changes["ttls"] {
  const ttls: { sts?: number; tlsRpt?: number } = {};
  for (const { record, ttl } of published)
    if (record !== undefined) ttls[record] = Math.max(ttls[record] ?? least, ttl);
  return ttls;
}

/** Whether any of the ports has something to say, so that a plan is worth making for it. */
export function hasChanges({ host, previousHost, dns, previousDns }: Ports): boolean {
  const zones = [dns, formerZone(previousDns)];
  return (
    [host, previousHost].some((port) => methodOf(port, "issuesFor") !== undefined) ||
    zones.some((zone) => methodOf(zone, "published") !== undefined)
  );
}

function hostIssues(argument: string, port: unknown, { plan }: Asked): readonly Issue[] {
  const ask = methodOf(port, "issuesFor");
  if (ask === undefined) return [];
  try {
    return issuesOf(ask(plan?.site), [argument]);
  } catch (error) {
    return [failureOf(error, [argument, "issuesFor"])];
  }
}

interface Published {
  /** The record of the plan whose TTL this is. */
  readonly record: "sts" | "tlsRpt" | undefined;
  readonly ttl: number;
  readonly issues: readonly Issue[];
}

interface Zone {
  readonly dns: unknown;
  /** Where the argument stands. */
  readonly path: Issue["path"];
}

function publications({ dns, path }: Zone, host: unknown, asked: Asked): readonly Published[] {
  const ask = methodOf(dns, "published");
  if (ask === undefined) return [];
  return questions(host, asked).map(({ key, record, ...inputs }) => {
    try {
      const answer = ask({ key, ...inputs, ttl: RECORD_TTL });
      const { ttl, issues } = isObject(answer) ? answer : {};
      const own = issuesOf(issues, path);
      // What a provider refuses itself has no TTL to judge.
      const read = own.some(isError) ? { ttl, issues: [] } : readTtl(ttl, [...path, "published", "ttl"], false);
      return { record, ttl: typeof read.ttl === "number" ? read.ttl : RECORD_TTL, issues: [...own, ...read.issues] };
    } catch (error) {
      return { record, ttl: RECORD_TTL, issues: [failureOf(error, [...path, "published"])] };
    }
  });
}

/** Every record that the provider may be asked for. */
function questions(host: unknown, { plan, unknown }: Asked) {
  const { sts, tlsRpt } = plan?.records ?? {};
  const text = { type: "TXT", name: unknown, value: unknown } as const;
  const alias = { type: "CNAME", name: unknown, value: unknown } as const;
  const ownsName = isObject(host) && host["ownsName"] === true;
  return [
    { key: "certificate-record", record: undefined, ...alias },
    ...(ownsName ? [] : [{ key: "host-record", record: undefined, ...alias, name: plan?.site.host ?? unknown }]),
    ...(plan !== undefined && tlsRpt === undefined
      ? []
      : [{ key: "tls-rpt-record", record: "tlsRpt" as const, ...text, ...partsOf(tlsRpt) }]),
    { key: "sts-record", record: "sts" as const, ...text, ...partsOf(sts) },
  ];
}

function partsOf(record: DeploymentPlan["records"]["sts"] | undefined) {
  return record === undefined ? {} : { name: record.name, value: record.value };
}

function issuesOf(found: unknown, path: Issue["path"]): readonly Issue[] {
  const issues = Array.isArray(found) ? (found as readonly Issue[]) : [];
  return issues.map((issue) => ({ ...issue, path: [...path, ...issue.path] }));
}

/** A function of a port, bound to it. */
function methodOf(port: unknown, name: string): ((argument: unknown) => unknown) | undefined {
  const method = isObject(port) ? port[name] : undefined;
  return typeof method === "function"
    ? (argument) => (method as (given: unknown) => unknown).call(port, argument)
    : undefined;
}
