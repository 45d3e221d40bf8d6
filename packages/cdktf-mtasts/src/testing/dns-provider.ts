import type { DnsRecord } from "@mtasts/core";
import { hasError, type Publication } from "@mtasts/core/adapter";
import type { Construct } from "constructs";
import type { TerraformResource } from "../framework.js";
import type { ChildOptions, DnsProvider, RecordKey } from "../ports.js";
import { attempt, childFindings } from "./children.js";
import { optionFindings, recordFindings } from "./dns-record.js";
import { problemsOf, type ConformanceOptions, type ConformanceProblem, type Finding } from "./problem.js";
import { PROTECTED, record, type Recording, type Stage } from "./recording.js";
import { plans, recordsOf } from "./sample.js";

/** What came back for one record. */
interface Answer {
  readonly resource: TerraformResource | undefined;
  /** What the provider says of it before anything is created, if it says anything. */
  readonly published: Publication | undefined;
}

/** The answers, by the keys of their records. */
type Returned = Readonly<Record<string, Answer>>;

const [first, second] = plans;
const samples = { update: recordsOf(first, 300), other: recordsOf(second, 600) };

/**
 * Holds a DNS provider to what the construct relies on: it is asked for all records twice, with different values, of which
 * those that may be tokens are tokens once. It belongs into a test of any runner, and writes nothing.
 *
 * @param make - Makes the provider in a stack; called several times.
 * @returns What is wrong, one problem for each rule; nothing where all is well.
 *
 * @example
 * import { route53 } from "cdktf-mtasts/aws";
 * import { checkDnsProvider } from "cdktf-mtasts/testing";
 *
 * export function test(): void {
 *   const problems = checkDnsProvider(() => route53({ zoneId: "Z1" }));
 *   if (problems.length > 0) throw new Error(problems.map(({ message }) => message).join("\n"));
 * }
 */
export function checkDnsProvider(
  make: (scope: Construct) => DnsProvider,
  { createsNothing = false }: ConformanceOptions = {},
): readonly ConformanceProblem[] {
  const run = (sample: typeof samples.update, when: "plain" | "tokens") =>
    attempt(() => record(make, (dns, stage) => askForAll(dns, stage, { sample, when })), `where values are ${when}`);
  const update = run(samples.update, "tokens");
  const other = run(samples.other, "plain");
  if ("rule" in update || "rule" in other) {
    return problemsOf([update, other].filter((result) => "rule" in result));
  }
  if (createsNothing) return problemsOf(creationFindings(update));
  const values = [...valueFindings(update, samples.update), ...valueFindings(other, samples.other)];
  return problemsOf([...childFindings({ update, other }), ...values]);
}

interface Asked {
  readonly sample: typeof samples.update;
  readonly when: "plain" | "tokens";
}

function askForAll(dns: DnsProvider, { scope, earlier, late }: Stage, { sample, when }: Asked): Returned {
  const opts: ChildOptions = { ...PROTECTED, dependsOn: [earlier] };
  const entries = Object.entries(sample).map(([key, { type, name, value, ttl }]: [string, DnsRecord]) => {
    // A text is a part of the plan, and thus never a token.
    const input = (text: string): string => (when === "plain" || type === "TXT" ? text : late(text));
    const inputs = { key: key as RecordKey, type, name: input(name), value: input(value), ttl };
    const published = dns.published?.(inputs);
    // A construct refuses it, and asks for no record.
    const isRefused = published !== undefined && hasError(published.issues);
    return [key, { resource: isRefused ? undefined : dns.record(scope, inputs, { ...opts }), published }];
  });
  return Object.fromEntries(entries) as Returned;
}

function valueFindings(run: Recording<Returned>, sample: typeof samples.update): Finding[] {
  return Object.entries(sample).flatMap(([key, wanted]: [string, DnsRecord]): Finding[] => {
    const { resource, published } = run.returned[key] ?? {};
    if (published !== undefined && hasError(published.issues)) return [];
    if (resource === undefined) return [missing(key)];
    const child = run.children.find((one) => one.resource === resource);
    // One that was created elsewhere is a problem already.
    if (child === undefined) return run.strays.length > 0 ? [] : [missing(key)];
    return [
      ...nameFindings(key, child.key),
      ...optionFindings(key, child),
      ...recordFindings(key, { run, child, wanted, published }),
    ];
  });
}

function nameFindings(key: string, id: string): Finding[] {
  if (id === key) return [];
  const write = "give the child the id record.key";
  return [{ rule: "child-name", at: key, problem: "the child has another id", got: id, write }];
}

function missing(at: string): Finding {
  const write = "create the record and return its resource, or check with createsNothing where others add the records";
  return { rule: "record-missing", at, problem: "no record was created", write };
}

function creationFindings({ children, strays }: Recording<Returned>): Finding[] {
  return [...children.map(({ key }) => key), ...strays].map((key) => ({
    rule: "child-unexpected",
    at: key,
    problem: "was created where nothing is to be",
    write: "return undefined, or check without createsNothing",
  }));
}
