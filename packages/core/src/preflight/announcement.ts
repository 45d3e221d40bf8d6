import { formatPolicy, readPolicy } from "../policy";
import { isOwnForm, policyId } from "../policy-id";
import type { Policy } from "../policy-reading";
import { selectStsRecord } from "../sts-record";
import { isSeen, type SeenInternet } from "./seen";

/** The one record that senders go by, and what is served beside it. */
export interface Announcement {
  readonly id: string;
  /** Seconds. */
  readonly ttl: number;
  /** What is served; left out where nothing is, or where it is not known. */
  readonly body?: string;
  /** The policy in it, if it is one. */
  readonly policy?: Policy;
  /**
   * - `whole`: the id is that of the bytes served, by the rule of this package.
   * - `interrupted`: both are of this package's making, and do not belong together: a deployment stopped between the two.
   * - `foreign`: somebody else has made them.
   * - `unknown`: what is served is not known, and the id may be anybody's.
   */
  readonly state: "whole" | "interrupted" | "foreign" | "unknown";
}

/** What is announced now; `undefined` where nothing is, or where senders cannot tell what. */
export function announcementIn({ record, policy: site }: SeenInternet): Announcement | undefined {
  if (!isSeen(record)) return undefined;
  const selected = selectStsRecord(record.texts.map((text) => [text]));
  if (selected.outcome === "none") return undefined;
  const { id } = selected.value;
  const { ttl = 0 } = record;
  const body = isSeen(site) ? site.body : undefined;
  if (body === undefined) return { id, ttl, state: isOwnForm(id) ? "unknown" : "foreign" };
  const read = readPolicy(body);
  const policy = read.ok ? { policy: read.value } : {};
  return { id, ttl, body, ...policy, state: stateOf(id, body, policy.policy) };
}

function stateOf(id: string, body: string, policy: Policy | undefined): Announcement["state"] {
  if (policyId(body) === id) return "whole";
  const isOwnText = policy !== undefined && formatPolicy(policy) === body;
  return isOwnForm(id) && isOwnText ? "interrupted" : "foreign";
}
