import type { PolicySite } from "@mtasts/core";
import type * as pulumi from "@pulumi/pulumi";

/** What each part of the host is made from. */
export interface HostParts<T> {
  /** The component's name. */
  readonly name: string;
  readonly site: pulumi.Output<PolicySite>;
  readonly transform: T;
  /** Options of the children that a sender meets, and of those that they stand on. */
  readonly met: pulumi.CustomResourceOptions;
  /** Options of those that can be replaced without a sender noticing: never protected by this package. */
  readonly unmet: pulumi.CustomResourceOptions;
}
