import type * as pulumi from "@pulumi/pulumi";
import type { DnsRecord } from "@mtasts/core";
import { hasError, type Publication } from "@mtasts/core/adapter";
import type { DnsProvider, RecordKey } from "../ports.js";
import { attempt, childFindings } from "./children.js";
import { FORMER, optionFindings, recordFindings } from "./dns-record.js";
import { problemsOf, type ConformanceOptions, type ConformanceProblem, type Finding } from "./problem.js";
import { record, type Recording, type Stage } from "./recording.js";
import { plans, recordsOf } from "./sample.js";

/** What came back for one record. */
interface Answer {
  readonly resource: pulumi.Resource | undefined;
  /** What the provider says of it before anything is created, if it says anything. */
  readonly published: Publication | undefined;
}

/** The answers, by the keys of their records. */
type Returned = Readonly<Record<string, Answer>>;

const NAME = "conformance";
const [first, second] = plans;
const samples = { update: recordsOf(first, 300), other: recordsOf(second, 600) };

/**
 * Holds a DNS provider to what the component relies on, under Pulumi's mocks: two updates with different values, and a
 * preview in which every value is unknown. It belongs into a test of any runner, and leaves the mocks in place.
 *
 * @param make - Makes the provider; called several times.
 * @returns What is wrong, one problem for each rule; nothing where all is well.
 *
 * @example
 * import { route53 } from "pulumi-mtasts/aws";
 * import { checkDnsProvider } from "pulumi-mtasts/testing";
 *
 * export async function test(): Promise<void> {
 *   const problems = await checkDnsProvider(() => route53({ zoneId: "Z1" }));
 *   if (problems.length > 0) throw new Error(problems.map(({ message }) => message).join("\n"));
 * }
 */
export async function checkDnsProvider(
  make: () => DnsProvider,
  { createsNothing = false, ...options }: ConformanceOptions = {},
): Promise<readonly ConformanceProblem[]> {
  const run = (sample: typeof samples.update, when: "plain" | "late" | "preview") =>
    attempt(
      () =>
        record(make, (dns, stage) => askForAll(dns, stage, { sample, when }), {
          ...options,
          preview: when === "preview",
        }),
      when === "preview" ? "in a preview in which values are unknown" : `where values are ${when}`,
    );
  const update = await run(samples.update, "late");
  const other = await run(samples.other, "plain");
  const preview = await run(samples.update, "preview");
  if ("rule" in update || "rule" in other || "rule" in preview) {
    return problemsOf([update, other, preview].filter((result) => "rule" in result));
  }
  if (createsNothing) return problemsOf(creationFindings(update));
  const values = [...(await valueFindings(update, samples.update)), ...(await valueFindings(other, samples.other))];
  const children = childFindings({ update, other, preview }, keyOf);
  // What is created only later cannot have come back: one problem, not two.
  const inApply = children.some(({ rule }) => rule === "child-in-apply");
  return problemsOf([...children, ...values.filter(({ rule }) => rule !== "record-missing" || !inApply)]);
}

interface Asked {
  readonly sample: typeof samples.update;
  readonly when: "plain" | "late" | "preview";
}

function askForAll(dns: DnsProvider, { parent, earlier, late }: Stage, { sample, when }: Asked): Returned {
  const input = <T>(value: T): pulumi.Input<T> => (when === "plain" ? value : late(value));
  const opts: pulumi.CustomResourceOptions = {
    parent,
    protect: true,
    dependsOn: [earlier],
    aliases: [{ type: FORMER }],
    deleteBeforeReplace: true,
  };
  const entries = Object.entries(sample).map(([key, { type, name, value, ttl }]: [string, DnsRecord]) => {
    const inputs = { key: key as RecordKey, type, name: input(name), value: input(value), ttl: input(ttl) };
    const published = dns.published?.({ ...inputs, ttl });
    // A component refuses it, and asks for no record.
    const isRefused = published !== undefined && hasError(published.issues);
    const resource = isRefused ? undefined : dns.record(`${NAME}-${key}`, inputs, { ...opts });
    return [key, { resource, published }];
  });
  return Object.fromEntries(entries) as Returned;
}

async function valueFindings(run: Recording<Returned>, sample: typeof samples.update): Promise<Finding[]> {
  const findings = Object.entries(sample).map(async ([key, wanted]: [string, DnsRecord]): Promise<Finding[]> => {
    const { resource, published } = run.returned[key] ?? {};
    if (published !== undefined && hasError(published.issues)) return [];
    if (resource === undefined) return [missing(key)];
    const child = run.children.find((one) => one.resource === resource);
    // One that was created elsewhere is a problem already.
    if (child === undefined) return run.strays.length > 0 ? [] : [missing(key)];
    return [
      ...nameFindings(key, child.name),
      ...(await optionFindings(key, child)),
      ...(await recordFindings(key, { run, child, wanted, published })),
    ];
  });
  return (await Promise.all(findings)).flat();
}

function nameFindings(key: string, name: string): Finding[] {
  if (name === `${NAME}-${key}`) return [];
  const write = "give the child the name that was given";
  return [{ rule: "child-name", at: key, problem: "the child has another name", got: name, write }];
}

function missing(at: string): Finding {
  const write = "create the record and return its resource, or check with createsNothing where others add the records";
  return { rule: "record-missing", at, problem: "no record was created", write };
}

function creationFindings({ children, strays }: Recording<Returned>): Finding[] {
  return [...children.map(({ name }) => name), ...strays].map((name) => ({
    rule: "child-unexpected",
    at: keyOf(name),
    problem: "was created where nothing is to be",
    write: "return undefined, or check without createsNothing",
  }));
}

function keyOf(name: string): string {
  return name.startsWith(`${NAME}-`) ? name.slice(NAME.length + 1) : name;
}
