import type { PolicySite } from "@mtasts/core";
import type * as pulumi from "@pulumi/pulumi";

/** What each part of the host is made from. */
export interface HostParts<T> {
  /** The component's name. */
  readonly name: string;
  readonly site: pulumi.Output<PolicySite>;
  readonly transform: T;
  /** The options of every child that is the host's own. */
  readonly opts: pulumi.CustomResourceOptions;
}
