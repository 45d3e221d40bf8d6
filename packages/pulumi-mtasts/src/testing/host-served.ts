import type { PolicySite } from "@mtasts/core";
import type { AnswerFault } from "@mtasts/core/adapter";
import type { Served } from "../ports.js";
import type { AskedRecord } from "./host-dns.js";
import { contentFindings, holdsPolicy } from "./host-content.js";
import { leavesOf } from "./inputs.js";
import type { Finding } from "./problem.js";
import { Prop, valueOf, type Child, type Recording } from "./recording.js";

export const NAME = "conformance";

/** With what a host was asked. */
export interface Asked {
  readonly site: PolicySite;
  readonly isProtected: boolean;
}

/** What a host gave back, and which records it asked for. */
export interface Answer extends Served {
  readonly asked: readonly AskedRecord[];
  /** What is wrong with what it finds wrong. */
  readonly faults: readonly AnswerFault[];
}

/** The key of a child: its name without the component's. */
export function keyOf(name: string): string {
  return name.startsWith(`${NAME}-`) ? name.slice(NAME.length + 1) : name;
}

/** The children that the host itself creates. */
export function ownChildren({ children }: Recording<unknown>): readonly Child[] {
  return children.filter(({ resource }) => !(resource instanceof Prop));
}

/** What the host gave back: `target`, `ready`, `nodes`, and the records that it asked for. */
export async function servedFindings(
  recording: Recording<Answer>,
  { createsNothing, site }: Asked & { readonly createsNothing: boolean },
): Promise<Finding[]> {
  const { returned } = recording;
  const findings = [...nodesFindings(returned), ...issuesForFindings(returned), ...(await dnsFindings(returned.asked))];
  findings.push(...(returned.target === undefined ? publisherFindings(recording) : await targetFindings(returned)));
  return createsNothing ? findings : [...findings, ...(await readyFindings(recording, site))];
}

/** The children that a sender meets are protected where that is asked for, and no child where it is not. */
export async function protectionFindings(
  recording: Recording<Answer>,
  { isProtected, site }: Asked,
): Promise<Finding[]> {
  const write = "pass on opts.protect, given or not, to what a sender meets and to what that stands on";
  const children = ownChildren(recording);
  if (!isProtected) {
    const asking = children.filter(({ opts }) => opts.protect !== undefined);
    return asking.map(({ name, opts }) => {
      const problem = "opts.protect is set although it was not given";
      return { rule: "protect-unasked", at: keyOf(name), problem, got: opts.protect, write };
    });
  }
  const problem = "opts.protect is lost, so that senders can lose the policy by accident";
  const records = recording.returned.asked.filter((asked) => !asked.isProtected);
  const serving = await servingChildren(children, site);
  const lost = serving.filter((child) => !holdsFor(child, children, ({ opts }) => opts.protect === true));
  return [...lost, ...records].map(({ name }) => ({ rule: "protect", at: keyOf(name), problem, write }));
}

/** What the host tells its cloud: the bytes, their type, their path, and the name under which they are served. */
export async function siteFindings(recording: Recording<Answer>, { site }: Asked): Promise<Finding[]> {
  const children = ownChildren(recording);
  if (children.length === 0 && recording.strays.length > 0) return [];
  const told = await Promise.all(
    children.map(async ({ name, inputs }) => ({ key: keyOf(name), leaves: await leavesOf(inputs) })),
  );
  return contentFindings(told, site);
}

async function targetFindings({ target }: Served): Promise<Finding[]> {
  const known = await valueOf<unknown>(target);
  const at = "target";
  if (typeof known !== "string" || !/^[\w-]+(\.[\w-]+)*\.?$/u.test(known)) {
    const write = "give a host name; where the cloud makes it, say so in the option outputs of the check";
    return [{ rule: "target", at, problem: "is no host name", got: known, write }];
  }
  if (!known.endsWith(".")) return [];
  const write = "give the host name without it";
  return [{ rule: "final-dot", at, problem: "has a final dot", got: known, write }];
}

function publisherFindings(recording: Recording<Answer>): Finding[] {
  const publisher = recording.children.find(({ name }) => keyOf(name) === "host-record");
  if (publisher !== undefined || recording.strays.includes(`${NAME}-host-record`)) return [];
  const write = "return where the CNAME must point, or call the child that publishes the name <name>-host-record";
  return [{ rule: "host-record", at: "target", problem: "is missing, and no child publishes the name", write }];
}

async function readyFindings(recording: Recording<Answer>, site: PolicySite): Promise<Finding[]> {
  const own = ownChildren(recording);
  const { ready } = recording.returned;
  const at = "ready";
  const write = "return all that must be up to date before a sender may be told of the policy";
  if (own.length === 0) return [];
  if (ready.length === 0) return [{ rule: "ready", at, problem: "is empty although resources exist", write }];
  const late = (await servingChildren(own, site)).filter(
    (child) => !holdsFor(child, own, ({ resource }) => ready.includes(resource)),
  );
  return late.map(({ name }) => ({ rule: "ready", at, problem: "lacks a child that serves", got: keyOf(name), write }));
}

/** Those of which it is certain that a sender meets them: what holds the policy, and what publishes the name. */
async function servingChildren(children: readonly Child[], site: PolicySite): Promise<readonly Child[]> {
  const serving = await Promise.all(
    children.map(
      async ({ name, inputs }) => keyOf(name) === "host-record" || holdsPolicy(await leavesOf(inputs), site),
    ),
  );
  return children.filter((_, i) => serving[i]);
}

/** Whether something holds for a child, or for one of the host's components around it. */
function holdsFor(child: Child, all: readonly Child[], test: (child: Child) => boolean): boolean {
  const around = all.find(({ resource }) => resource === child.opts.parent);
  return test(child) || (around !== undefined && holdsFor(around, all, test));
}

function issuesForFindings({ faults }: Answer): Finding[] {
  return faults.map((fault) => ({ rule: "issues-for", at: "issuesFor", ...fault }));
}

const ownNodes = ["hostRecord", "stsRecord", "tlsRptRecord"];

function nodesFindings({ nodes }: Served): Finding[] {
  const taken = ownNodes.filter((key) => key in nodes);
  const write = "choose another key";
  return taken.map((key) => ({ rule: "nodes-key", at: `nodes.${key}`, problem: "is the component's own", write }));
}

async function dnsFindings(asked: readonly AskedRecord[]): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const { name, record } of asked) {
    const at = keyOf(name);
    if (record.key !== "certificate-record") {
      const write = "ask for certificate-record alone, and return target for the rest";
      findings.push({ rule: "dns-key", at, problem: "is the component's own record", got: record.key, write });
    } else if (name !== `${NAME}-${record.key}`) {
      const write = "call it <name>-certificate-record";
      findings.push({ rule: "dns-name", at, problem: "the record has another name", got: name, write });
    }
    const [owner, value] = [await valueOf(record.name), await valueOf(record.value)];
    const dotted = [owner, record.type === "CNAME" ? value : undefined].find((text) => text?.endsWith("."));
    if (dotted !== undefined) {
      const write = "give the host name without it";
      findings.push({ rule: "final-dot", at, problem: "has a final dot", got: dotted, write });
    }
  }
  return findings;
}
