import { deploymentIssue, type DeploymentIssue } from "../deployment-issue";
import type { ZoneNames } from "./zone-move";

/** What moves in one deployment. */
export interface Moves {
  /** Whether the policy host publishes its name itself. */
  readonly ownsName: boolean;
  /** Whether both hosts are known to be of one kind. */
  readonly sameHostKind: boolean;
  readonly keepsFormerHost: boolean;
  readonly dns: ZoneNames;
  /** Undefined where no zone moves. */
  readonly previousDns: ZoneNames | undefined;
}

/**
 * Moves that cannot be made in one deployment.
 *
 * @example
 * import { impossibleMoves } from "@mtasts/core/adapter";
 *
 * const zone = { recordType: "aws_route53_record" };
 * const moves = { ownsName: false, sameHostKind: false, keepsFormerHost: false, dns: zone, previousDns: zone };
 * const codes: readonly string[] = impossibleMoves(moves).map(({ code }) => code); // zone-move-same-names
 */
export function impossibleMoves(moves: Moves): readonly DeploymentIssue[] {
  const { ownsName, sameHostKind, keepsFormerHost, dns, previousDns } = moves;
  const issues: DeploymentIssue[] = [];
  if (keepsFormerHost && sameHostKind) issues.push(deploymentIssue({ code: "host-move-same-kind" }, ["previousHost"]));
  if (previousDns === undefined) return issues;
  if (ownsName) issues.push(deploymentIssue({ code: "zone-move-owned-name" }, ["previousDns"]));
  if (keepsFormerHost) issues.push(deploymentIssue({ code: "zone-move-with-host-move" }, ["previousDns"]));
  if (haveSameNames(dns, previousDns)) {
    issues.push(sameNames());
  }
  return issues;
}

/** Two zones whose records have the same names. */
export function sameNames(): DeploymentIssue {
  return deploymentIssue({ code: "zone-move-same-names" }, ["dns", "nameSuffix"]);
}

/** Where nothing is created, no names meet; of an unknown type nothing is said. */
function haveSameNames(one: ZoneNames, other: ZoneNames): boolean {
  const isKnown = one.recordType !== undefined && one.recordType !== "";
  return isKnown && one.recordType === other.recordType && (one.nameSuffix ?? "") === (other.nameSuffix ?? "");
}

/** What the rule of a suffix is, as that of an option. */
export const nameSuffixRule = {
  accepts: (value: unknown): boolean =>
    value === undefined || (typeof value === "string" && /^[a-z0-9]([a-z0-9-]{0,30}[a-z0-9])?$/u.test(value)),
  problem: "must be up to 32 lower-case letters, digits, and inner hyphens, and known from the start",
  like: '"2"',
};
