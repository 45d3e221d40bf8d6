import type { Report, Wanted } from "./config-values";
import { freeRevision } from "./free-revision";
import { typeFault } from "./late-value";
import type { DeploymentPlan } from "./plan";

const LIST: Wanted = { problem: "must be a list of ids", like: '["d1d5ae0c7aab8c9e6c3b8d9c4ad8b1a5"]' };
const ID: Wanted = { problem: "must be a string", like: '"d1d5ae0c7aab8c9e6c3b8d9c4ad8b1a5"' };

/** A change every day for almost three years; older ids are no longer in any cache. */
const MAX_IDS = 1_000;

/** Checks the list of ids that were announced before. */
export function checkAnnouncedIds(value: unknown, report: Report): readonly string[] | null {
  if (value === undefined) return [];
  if (!Array.isArray(value)) return report(typeFault(value, LIST), "announcedIds");
  if (value.length > MAX_IDS) return report({ code: "announced-ids-too-many", got: value.length }, "announcedIds");
  // Array.from() visits holes too.
  const checked = Array.from<unknown, string | null>(value, (id, i) => checkId(id, i, report));
  const ids = checked.filter((id) => id !== null);
  return ids.length < checked.length ? null : ids;
}

function checkId(value: unknown, index: number, report: Report): string | null {
  if (typeof value !== "string") return report(typeFault(value, ID), "announcedIds", index);
  // RFC 8461 §3.1 (T6): 1 to 32 letters and digits
  return /^[A-Za-z0-9]{1,32}$/.test(value)
    ? value
    : report(
        { code: "txt-id-invalid", got: value, ...ID, problem: "must be an id of 1 to 32 letters and digits" },
        "announcedIds",
        index,
      );
}

/** RFC 8461 §3.1: an id announces one instance of a policy, and never another. */
export function judgeAnnounced(ids: readonly string[], plan: DeploymentPlan, report: Report): void {
  if (!ids.includes(plan.policyId)) return;
  const problem = `the id of this policy, "${plan.policyId}", is in announcedIds, which lists the ids announced before and not the present one`;
  report({ code: "id-reused", got: plan.revision, problem, ...revisionToWrite(plan, ids) }, "revision");
}

/** What to write instead, where a revision is left to raise. */
export function revisionToWrite(plan: DeploymentPlan, ids: Iterable<string>): { readonly write?: number } {
  const write = freeRevision(plan, new Set(ids));
  return write === undefined ? {} : { write };
}
