import { isTemporary } from "../dns-reading";
import type { Seen } from "../look/seen";
import type { CheckIssue } from "../report";
import { finding } from "./finding";

/**
 * Where no query at all was answered, the network or the resolver is at fault and not the domain: one issue, in place of one for each
 * query. Returns undefined where anything was answered.
 */
export function judgeDns({ records, policy, mail, nameServers, isCutShort }: Seen): CheckIssue | undefined {
  const replies = [records.sts.reply, records.tlsRpt.reply, mail.reply, policy.address.ipv4, policy.address.ipv6];
  // A check that ran out of time says so, and does not know what the answers would have been.
  if (isCutShort || !replies.every(isTemporary)) return undefined;
  const asked = nameServers.length === 0 ? "" : ` by ${nameServers.join(", ")}`;
  const problem = `no DNS query for the domain was answered${asked}, so nothing is known about it`;
  return finding({ code: "dns-unavailable", problem, got: records.sts.reply.rcode });
}
