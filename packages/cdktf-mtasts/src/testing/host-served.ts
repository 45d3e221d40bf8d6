import type { PolicySite } from "@mtasts/core";
import type { AnswerFault } from "@mtasts/core/adapter";
import { Token } from "../framework.js";
import type { Served } from "../ports.js";
import type { AskedRecord } from "./host-dns.js";
import { contentFindings, holdsPolicy } from "./host-content.js";
import { leavesOf } from "./inputs.js";
import type { Finding } from "./problem.js";
import { isProtected, Prop, type Child, type Recording } from "./recording.js";

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

/** The children that the host itself creates. */
export function ownChildren({ children }: Recording<unknown>): readonly Child[] {
  return children.filter(({ resource }) => !(resource instanceof Prop));
}

/** What the host gave back: `target`, `ready`, `nodes`, and the records that it asked for. */
export function servedFindings(recording: Recording<Answer>, { site }: Asked): Finding[] {
  const { returned } = recording;
  return [
    ...nodesFindings(returned),
    ...issuesForFindings(returned),
    ...dnsFindings(returned.asked),
    ...(returned.target === undefined ? publisherFindings(recording) : targetFindings(returned.target)),
    ...readyFindings(recording, site),
  ];
}

/** The children that a sender meets are protected where that is asked for, and no child where it is not. */
export function protectionFindings(recording: Recording<Answer>, asked: Asked): Finding[] {
  const write = "pass on opts.lifecycle, given or not, to what a sender meets and to what that stands on";
  const children = ownChildren(recording);
  if (!asked.isProtected) {
    const problem = "prevent_destroy is set although it was not given";
    return children.filter(isProtected).map(({ key }) => ({ rule: "protect-unasked", at: key, problem, write }));
  }
  const problem = "opts.lifecycle is lost, so that senders can lose the policy by accident";
  const lost = servingChildren(children, asked.site).filter((child) => !isProtected(child));
  const records = recording.returned.asked.filter((one) => !one.isProtected).map(({ record }) => record.key);
  return [...lost.map(({ key }) => key), ...records].map((at) => ({ rule: "protect", at, problem, write }));
}

/** What the host tells its cloud: the bytes, their type, their path, and the name under which they are served. */
export function siteFindings(recording: Recording<Answer>, { site }: Asked): Finding[] {
  const children = ownChildren(recording);
  if (children.length === 0 && recording.strays.length > 0) return [];
  return contentFindings(
    children.map(({ key, attributes }) => ({ key, leaves: leavesOf(attributes) })),
    site,
  );
}

function targetFindings(target: string): Finding[] {
  const at = "target";
  // What the cloud makes of it is known to nobody yet.
  if (Token.isUnresolved(target)) return [];
  if (!/^[\w-]+(\.[\w-]+)*\.?$/u.test(target)) {
    return [{ rule: "target", at, problem: "is no host name", got: target, write: "give a host name, or a token" }];
  }
  if (!target.endsWith(".")) return [];
  const write = "give the host name without it";
  return [{ rule: "final-dot", at, problem: "has a final dot", got: target, write }];
}

function publisherFindings({ children, strays }: Recording<Answer>): Finding[] {
  if (strays.includes("host-record") || children.some(({ key }) => key === "host-record")) return [];
  const write = 'return where the CNAME must point, or give the child that publishes the name the id "host-record"';
  return [{ rule: "host-record", at: "target", problem: "is missing, and no child publishes the name", write }];
}

function readyFindings(recording: Recording<Answer>, site: PolicySite): Finding[] {
  const own = ownChildren(recording);
  const { ready } = recording.returned;
  const at = "ready";
  const write = "return all that must be up to date before a sender may be told of the policy";
  if (own.length === 0) return [];
  if (ready.length === 0) return [{ rule: "ready", at, problem: "is empty although resources exist", write }];
  const late = servingChildren(own, site).filter(({ resource }) => !ready.some(({ fqn }) => fqn === resource.fqn));
  return late.map(({ key }) => ({ rule: "ready", at, problem: "lacks a child that serves", got: key, write }));
}

/** Those of which it is certain that a sender meets them: what holds the policy, and what publishes the name. */
function servingChildren(children: readonly Child[], site: PolicySite): readonly Child[] {
  return children.filter(({ key, attributes }) => key === "host-record" || holdsPolicy(leavesOf(attributes), site));
}

function issuesForFindings({ faults }: Answer): Finding[] {
  return faults.map((fault) => ({ rule: "issues-for", at: "issuesFor", ...fault }));
}

const ownNodes = ["hostRecord", "stsRecord", "tlsRptRecord"];

function nodesFindings({ nodes }: Served): Finding[] {
  const taken = ownNodes.filter((key) => key in nodes);
  const write = "choose another key";
  return taken.map((key) => ({ rule: "nodes-key", at: `nodes.${key}`, problem: "is the construct's own", write }));
}

function dnsFindings(asked: readonly AskedRecord[]): Finding[] {
  return asked.flatMap(({ record: { key: at, name, type, value } }): Finding[] => {
    const findings: Finding[] = [];
    if (at !== "certificate-record") {
      const write = "ask for certificate-record alone, and return target for the rest";
      findings.push({ rule: "dns-key", at, problem: "is the construct's own record", got: at, write });
    }
    const dotted = [name, type === "CNAME" ? value : undefined].find((text) => text?.endsWith("."));
    if (dotted !== undefined) {
      const write = "give the host name without it";
      findings.push({ rule: "final-dot", at, problem: "has a final dot", got: dotted, write });
    }
    return findings;
  });
}
