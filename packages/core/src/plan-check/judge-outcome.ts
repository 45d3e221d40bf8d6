import { judgeIds, judgeUnseenRecord } from "./judge-ids";
import { judgeRecords } from "./judge-records";
import { facets, type Facet, type FacetName, type Finding } from "./facets";
import type { DeploymentIssue } from "../deployment-issue";
import { deploymentIssue } from "../deployment-issue";
import { readPolicy } from "../policy";
import type { Policy } from "../policy-reading";
import { codeOf } from "./holders";
import { MAX_PARTS } from "./inventory";
import { remains, type UNKNOWN, valuesAt } from "./resource-change";
import { ownerOf, type PolicyChange } from "./roles";
import { hostViewAt, type HostView } from "./sender-view";

/** What a plan does to one domain, and how much of it the plan shows. */
export interface Transition {
  readonly domain: string | undefined;
  readonly changes: readonly PolicyChange[];
  readonly present: Policy | undefined;
  /** The policy that was deployed last, as the outputs tell it. */
  readonly deployed: string | undefined;
  /** Whether resources that stay as they are, are among the changes. */
  readonly isComplete: boolean;
  readonly before: HostView;
  readonly after: HostView;
}

/** The two views between which a plan leads. */
export function transitionOf(plan: Omit<Transition, "before" | "after">): Transition {
  const { changes, domain } = plan;
  return { ...plan, before: hostViewAt(changes, domain, "before"), after: hostViewAt(changes, domain, "after") };
}

/** What senders would get after the plan that they did not get before: every issue with the attribute that brings it about. */
export function judgeOutcome(transition: Transition): readonly DeploymentIssue[] {
  const { changes } = transition;
  const introduced = [...introducedFindings(transition), ...lostName(transition), ...changedCode(transition)];
  const records = judgeRecords(changes);
  const isUnreadable = records.some(({ code }) => code === "record-unreadable");
  return [
    ...introduced.map(issueOfFinding),
    ...records,
    ...(isUnreadable ? [] : judgeIds(transition)),
    ...judgeUnseenRecord(transition),
    ...unread(changes),
  ];
}

/** Facets whose value itself is what counts: another one is another finding. */
const BY_VALUE: ReadonlySet<FacetName> = new Set([
  "service",
  "bucketName",
  "otherOrigin",
  "otherCertificate",
  "target",
  "rewriting",
  "firewall",
]);

function keyOf({ facet, address, got = "", isOpen }: Finding): string {
  return JSON.stringify([facet, address, BY_VALUE.has(facet) ? got : "", isOpen === true]);
}

function introducedFindings({ before, after, changes, present }: Transition): readonly Finding[] {
  const existing = new Set(
    changes.filter((each) => valuesAt(each, "before") !== undefined).map((each) => each.address),
  );
  const earlier = new Set(before.findings.map(keyOf));
  const isEnforcedOnly = present?.mode !== "enforce" && after.bodies.some(({ text }) => modeOf(text) === "enforce");
  const seen = new Set<string>();
  return after.findings.filter((finding) => {
    const key = keyOf(finding);
    // What harmed nobody in testing does once the policy is enforced.
    const isNew = !earlier.has(key) || (isEnforcedOnly && finding.isMissing !== true && isBroken(finding));
    const isHarmful = finding.isMissing !== true || existing.has(finding.address);
    if (seen.has(key) || !isNew || !isHarmful) return false;
    seen.add(key);
    return true;
  });
}

function isBroken({ facet, isOpen }: Finding): boolean {
  const { code }: Facet = facets[facet];
  return isOpen !== true && code !== "not-judged" && code !== "host-not-in-plan" && code !== "policy-cacheable";
}

function modeOf(text: string | typeof UNKNOWN | undefined): string | undefined {
  const policy = typeof text === "string" ? readPolicy(text) : undefined;
  return policy?.ok === true ? policy.value.mode : undefined;
}

/** A name that is changed into another one, in place. */
function lostName({ before, after }: Transition): readonly Finding[] {
  if (!before.hasName || after.hasName) return [];
  const renamed = before.inventory.names.filter(({ change }) => change.action === "update");
  return renamed.map(({ change: { address, after: values } }) => {
    const got = values === undefined ? undefined : ownerOf(values);
    return { facet: "name", address, ...(got === undefined ? { isOpen: true } : { got }) };
  });
}

/** Code around the policy that is not what it was. */
function changedCode({ changes }: Transition): readonly Finding[] {
  return changes.filter(remains).flatMap((change): readonly Finding[] => {
    if (change.role !== "file" || !/worker/i.test(change.type)) return [];
    const [old, next] = (["before", "after"] as const).map((side) => codeOf(valuesAt(change, side) ?? {}));
    const isChanged = old !== undefined && next !== undefined && old !== next;
    return isChanged ? [{ facet: "workerCode", address: change.address }] : [];
  });
}

function issueOfFinding({ facet, address, got, isOpen }: Finding): DeploymentIssue {
  const { attribute, code, problem }: Facet = facets[facet];
  const [place = ""] = attribute.split(/[, ]/, 1);
  const path = [address, place];
  if (isOpen === true) {
    return deploymentIssue({ code: "not-judged", problem: `${place} is not known before the deployment` }, path);
  }
  return deploymentIssue({ code, problem, ...(got === undefined || got === "" ? {} : { got }) }, path);
}

/** More resources than are compared. */
function unread(changes: readonly PolicyChange[]): readonly DeploymentIssue[] {
  const first = changes[MAX_PARTS];
  if (first === undefined) return [];
  const problem = `the plan has ${changes.length} resources of this domain, and only ${MAX_PARTS} of each kind are judged`;
  return [deploymentIssue({ code: "not-judged", problem }, [first.address])];
}
