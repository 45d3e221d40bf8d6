import type { DnsRecord } from "@mtasts/core";
import type { Publication } from "@mtasts/core/adapter";
import { holdsRecordData, leavesOf, textsOf, wronglyQuoted, type Leaf } from "./inputs.js";
import type { Finding } from "./problem.js";
import { EARLIER, isProtected, type Child, type Recording } from "./recording.js";

/** The meta-arguments that the construct gives to every record, and what it needs them for. */
export function optionFindings(at: string, child: Child): Finding[] {
  const write = "pass on the opts that were given, as they are";
  const dependsOn = child.attributes["depends_on"];
  const isAfter = Array.isArray(dependsOn) && dependsOn.includes(EARLIER);
  const lost: readonly (readonly [Finding["rule"], boolean, string])[] = [
    ["protect", !isProtected(child), "opts.lifecycle is lost, so that senders can lose the record by accident"],
    ["depends-on", !isAfter, "opts.dependsOn is lost, so that a policy is announced before it is served"],
  ];
  return lost.filter(([, isLost]) => isLost).map(([rule, , problem]) => ({ rule, at, problem, write }));
}

interface Published {
  readonly run: Recording<unknown>;
  readonly child: Child;
  readonly wanted: DnsRecord;
  /** What the provider says of the record. */
  readonly published: Publication | undefined;
}

/** What the cloud is told of a record: in the child itself, or in what hangs below it. */
export function recordFindings(at: string, { run, child, wanted, published }: Published): Finding[] {
  const family = run.children.filter((one) => one.resource.node.scopes.includes(child.resource));
  const leaves = family.flatMap(({ attributes }) => leavesOf(attributes));
  const texts = textsOf(leaves);
  const findings: Finding[] = [];
  if (!texts.some((text) => isName(text, wanted.name))) {
    const write = "pass on record.name, or what of it stands before the zone";
    findings.push({ rule: "record-name", at, problem: `the name ${wanted.name} is not among the attributes`, write });
  }
  const kind = wanted.type.toLowerCase();
  if (!texts.includes(wanted.type) && !family.some(({ type }) => type.toLowerCase().includes(kind))) {
    const problem = `the type ${wanted.type} is neither among the attributes nor in the resource's own`;
    findings.push({ rule: "record-type", at, problem, write: "pass on record.type" });
  }
  if (!leaves.some(({ value }) => String(value) === String(published?.ttl ?? wanted.ttl))) {
    const ttl = leaves.find(({ path }) => /ttl$/iu.test(path))?.value;
    findings.push({ rule: "record-ttl", at, got: ttl, ...ttlProblem(published) });
  }
  return [...findings, ...dataFindings(at, leaves, wanted)];
}

function ttlProblem(published: Publication | undefined): Pick<Finding, "problem" | "write"> {
  if (published === undefined) return { problem: "the TTL is changed", write: "pass on record.ttl" };
  const problem = `the TTL is not the ${published.ttl} that published says, so that waits are calculated wrongly`;
  return { problem, write: "return the TTL of the record that is created" };
}

function dataFindings(at: string, leaves: readonly Leaf[], { type, value }: DnsRecord): Finding[] {
  if (holdsRecordData(leaves, type, value)) return [];
  const quoted = wronglyQuoted(leaves, value);
  if (quoted === undefined) {
    const problem = "the value is not among the attributes";
    return [{ rule: "record-value", at, problem, write: "pass on record.value, all of it" }];
  }
  const write = 'write the text as it is, or in character-strings of at most 255 octets: "…" "…"';
  return [{ rule: "record-quoting", at, problem: "the value is quoted wrongly", got: quoted, write }];
}

/** The absolute name with or without its final dot, or what of it stands before some zone. */
function isName(text: string, name: string): boolean {
  const given = text.toLowerCase().replace(/\.$/u, "");
  return given === name || (given !== "" && name.startsWith(`${given}.`));
}
