import { matchesMx } from "../domain";
import type { DeploymentPlan } from "../plan";
import type { Announcement } from "./announcement";
import { disproved, type HostMove, type HostName } from "./claim-facts";
import { preflightIssue, type PreflightFault, type PreflightIssue } from "./preflight-issue";
import { isSeen, type SeenInternet, type SeenName } from "./seen";

export type { HostName };

/** Where the name leads now and will lead, and whether the former host stays. */
export interface Move extends HostMove {
  readonly keepsFormer: boolean;
}

/** Whether the policy changes in the deployment that moves its host (RFC 8461 §8.1). */
export function judgeMove(
  { site }: DeploymentPlan,
  { name }: SeenInternet,
  { body }: Announcement,
  { host, keepsFormer }: Move,
): readonly PreflightIssue[] {
  const isChanged = body !== undefined && body !== site.body;
  if (!isChanged || !isSeen(name) || !leadsElsewhere(name, host)) return [];
  const [alias] = name.aliases;
  const fault: PreflightFault = {
    code: "host-and-policy-together",
    problem: "the name still leads to another host while the policy changes, so that a new id may meet the old host",
    ...(alias === undefined ? {} : { got: alias }),
    // Both hosts get the new policy before it is announced, and only a deployment that fails half-way shows the difference.
    ...(keepsFormer ? { severity: "warning" } : {}),
  };
  return [preflightIssue(fault, ["host"])];
}

/** Whether the host that is kept is one that senders still meet, and not a third (RFC 8461 §8.1). */
export function judgeFormer({ name }: SeenInternet, { host, former }: HostMove): readonly PreflightIssue[] {
  if (former?.leadsTo === undefined || !isSeen(name)) return [];
  // Without an alias the name may be flattened at either host, or published by the new one.
  const [alias] = name.aliases;
  const isUnknown = alias === undefined || (host.leadsTo === undefined && !host.ownsName);
  if (isUnknown || !leadsElsewhere(name, host) || !leadsElsewhere(name, former)) return [];
  return [disproved({ code: "previous-host-elsewhere", got: alias }, "previousHost")];
}

/** Whether resolvers are led to another host than this one. */
function leadsElsewhere({ aliases, hasAddress }: SeenName, { ownsName, leadsTo }: HostName): boolean {
  if (!hasAddress) return false;
  if (ownsName) return aliases.length > 0;
  return leadsTo !== undefined && !aliases.some((alias) => alias === leadsTo || matchesMx(alias, [leadsTo]));
}
