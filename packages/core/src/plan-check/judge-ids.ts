import { deploymentIssue, type DeploymentIssue } from "../deployment-issue";
import { componentOf } from "./component";
import { readPolicy } from "../policy";
import { policyId } from "../policy-id";
import { facets } from "./facets";
import type { Transition } from "./judge-outcome";
import { idIn } from "./publications";
import { valuesAt, type ResourceChange } from "./resource-change";
import type { PolicyChange } from "./roles";
import type { Body, HostView } from "./sender-view";
import type { UnshownPolicy } from "./judge-unshown";

/** Whether what is announced after the plan is what is served then, where ids are made from the bytes. */
export function judgeIds({ changes, before, after, deployed }: Transition): readonly DeploymentIssue[] {
  const [old, next] = [textsIn(before), textsIn(after)];
  const known = [...old, ...(deployed === undefined ? [] : [deployed])];
  return changes.filter(isAnnouncing).flatMap((record): readonly DeploymentIssue[] => {
    const [oldId, id] = [idIn(valuesAt(record, "before")), idIn(valuesAt(record, "after"))];
    if (id === undefined || oldId === undefined || id === oldId) return [];
    const followsRule = known.some((text) => policyId(text) === oldId) || isOfComponent(record);
    if (next.length > 0) {
      const isServed = next.some((text) => policyId(text) === id);
      return followsRule && !isServed ? [mismatch(record, id, facets.announcedId.problem)] : [];
    }
    if (after.bodies.length > 0) return [];
    if (followsRule && leavesFile(record, changes)) return [mismatch(record, id, UNTOUCHED)];
    const problem = "the plan does not show the policy that this id announces";
    return [deploymentIssue({ code: "not-judged", got: id, problem }, pathOf(record))];
  });
}

/**
 * What the plan shows only one half of: an id whose policy another host serves, or a policy whose record is kept elsewhere. The
 * live domain shows the other half.
 */
export function unshownIn(transition: Transition, issues: readonly DeploymentIssue[]): readonly UnshownPolicy[] {
  const { domain, changes, before, after } = transition;
  if (domain === undefined) return [];
  const served = changes.filter(isAnnouncing).flatMap((record): readonly UnshownPolicy[] => {
    const path = pathOf(record);
    const id = idIn(valuesAt(record, "after"));
    const earlierId = idIn(valuesAt(record, "before"));
    const isOpen = issues.some((issue) => issue.code === "not-judged" && isAt(issue, path));
    if (!isOpen || id === undefined || earlierId === undefined || after.bodies.length > 0) return [];
    const isOfHash = componentOf(record.address, "showing") !== undefined;
    return [{ domain, half: "announced", path, id, earlierId, isOfHash }];
  });
  const changed = after.bodies.find((body) => isOther(body, before));
  const path = changed === undefined ? [] : [changed.change.address];
  const isKeptElsewhere = issues.some((issue) => issue.code === "record-not-in-plan" && isAt(issue, path));
  if (!isKeptElsewhere || typeof changed?.text !== "string") return served;
  return [...served, { domain, half: "served", path, id: policyId(changed.text), isOfHash: true }];
}

function isAt({ path }: DeploymentIssue, place: readonly string[]): boolean {
  return path.length === place.length && path.every((part, i) => part === place[i]);
}

const UNTOUCHED = "the record announces a new id, and the plan leaves the policy as it is";

function mismatch(record: PolicyChange, id: string, problem: string): DeploymentIssue {
  return deploymentIssue({ code: "id-policy-mismatch", got: id, problem }, pathOf(record));
}

function pathOf({ address, after }: PolicyChange): readonly [string, string] {
  return [address, after?.["content"] === undefined ? "records" : "content"];
}

function isAnnouncing({ role, action }: PolicyChange): boolean {
  return role === "announcement" && action !== "delete" && action !== "create";
}

/** The policies that are served, where the plan shows valid ones. */
function textsIn({ bodies }: HostView): readonly string[] {
  return [...new Set(bodies.flatMap(({ text }) => (typeof text === "string" && readPolicy(text).ok ? [text] : [])))];
}

/** The components of this project make every id from the bytes. */
function isOfComponent({ address }: ResourceChange): boolean {
  return address.includes("mtasts:index:MtaSts$");
}

/** Whether the record depends on the policy's file, and the plan has no step for that. */
function leavesFile({ dependencies = [] }: ResourceChange, changes: readonly PolicyChange[]): boolean {
  const listed = new Set(changes.map(({ address }) => address));
  return dependencies.some((each) => !listed.has(each) && HOLDER.test(each));
}

const HOLDER = /bucketObject|workers?Script|storage[^:]{0,40}(object|blob)/i;

/** Whether the policy changes, and the plan shows no record that announces it. */
export function judgeUnseenRecord({ changes, before, after, isComplete }: Transition): readonly DeploymentIssue[] {
  if (changes.some(({ role }) => role === "announcement")) return [];
  const changed = after.bodies.find((body) => isOther(body, before));
  if (changed === undefined) return [];
  const path = [changed.change.address];
  if (isComplete) return [deploymentIssue({ code: "record-not-in-plan" }, path)];
  return [deploymentIssue({ code: "id-not-changed", problem: UNSEEN }, path)];
}

// What has no step stays as it is, or is not kept here at all: the sender sees the same id in either case.
const UNSEEN =
  "the policy changes and the plan changes no record, so that senders keep the old id; make the plan without --target, or with --show-sames if the record is kept by hand";

function isOther({ change, text }: Body, before: HostView): boolean {
  const old = before.bodies.find((each) => each.change.address === change.address)?.text;
  return typeof text === "string" && typeof old === "string" && text !== old && readPolicy(text).ok;
}
