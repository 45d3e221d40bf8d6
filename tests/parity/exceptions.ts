import type { Difference } from "./differences";

/** Where the frameworks are meant to differ, and why. */
export interface Exception {
  readonly at: RegExp;
  readonly reason: string;
  /** What each side must say, so that nothing else passes under the same exception. */
  readonly holds: (difference: Difference) => boolean;
}

const onlyCdktf = ({ pulumi, cdktf }: Difference): boolean => pulumi === undefined && cdktf !== undefined;
const onlyPulumi = ({ pulumi, cdktf }: Difference): boolean => pulumi !== undefined && cdktf === undefined;

/** All of them. Anything else that differs is a fault in one of the two. */
export const exceptions: readonly Exception[] = [
  {
    at: /^host-name(\.triggers_replace| type| isProtected)$/u,
    reason:
      "Pulumi takes the old publisher of a name away first, since it knows the new one to be the same child; Terraform has to be told by a resource on which both stand",
    holds: onlyCdktf,
  },
  {
    at: /^host-record after host-name$/u,
    reason: "the same: the publisher of the name stands on that resource",
    holds: onlyCdktf,
  },
  {
    at: /^host-record deleteBeforeReplace$/u,
    reason: "the same, as Pulumi says it",
    holds: onlyPulumi,
  },
  {
    at: /^origin-access-control(\.name| after bucket)$/u,
    reason: "Pulumi makes up a name that nobody else has; Terraform wants one, so it is that of the bucket",
    holds: (difference) => onlyCdktf(difference) && [true, "<bucket.id>"].includes(difference.cdktf as string),
  },
  {
    at: /^warnings\[\d\]$/u,
    reason: "Pulumi knows the certificate's record while it deploys, CDKTF before Terraform has even begun",
    holds: ({ pulumi, cdktf }) =>
      String(pulumi).startsWith("add this record now, the certificate waits for it: <certificate.") &&
      String(cdktf).startsWith("the first apply waits until you have added the certificate's validation record"),
  },
];

/** The differences that no exception explains. */
export function faults(found: readonly Difference[]): readonly Difference[] {
  return found.filter((difference) => !exceptions.some((exception) => explains(exception, difference)));
}

/** Whether the difference is meant. */
export function explains({ at, holds }: Exception, difference: Difference): boolean {
  return at.test(difference.at) && holds(difference);
}
