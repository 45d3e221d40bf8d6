import type { PolicySite } from "@mtasts/core";
import type { Construct } from "constructs";
import type { ChildOptions } from "../ports.js";

/** What each part of the host is made from. */
export interface HostParts<T> {
  /** The construct. */
  readonly scope: Construct;
  readonly site: PolicySite;
  readonly transform: T;
  /** The options of every child that is the host's own. */
  readonly opts: ChildOptions;
}
