import type { PolicySite } from "@mtasts/core";
import type * as pulumi from "@pulumi/pulumi";
import type { ChildOptions } from "../options.js";

/** What each part of the host is made from. */
export interface HostParts<T> extends ChildOptions {
  /** The component's name. */
  readonly name: string;
  readonly site: pulumi.Output<PolicySite>;
  readonly transform: T;
}
