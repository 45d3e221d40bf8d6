import type * as pulumi from "@pulumi/pulumi";
import { cleanOption, isRecord } from "./late-values.js";
import { optionIssues } from "./option-rules.js";
import type { PolicyHost } from "./ports.js";

/** Where somebody else serves the policy. */
export interface ExternalOptions {
  /** The host name that `mta-sts.<domain>` is to point to, without a final dot. */
  readonly target: pulumi.Input<string>;
}

/**
 * A policy host that somebody else runs: the component publishes the records, and `policyText` says what must be served.
 *
 * Whoever runs the host must serve a changed policy before the component is deployed with it (RFC 8461 §8.1), under a
 * certificate for `mta-sts.<domain>` (RFC 8461 §8.2).
 *
 * @example
 * import { external } from "pulumi-mtasts";
 *
 * const host = external({ target: "policies.provider.example" });
 */
export function external(options: ExternalOptions): PolicyHost {
  const issues = optionIssues(options, { texts: { target: "policies.provider.example" } });
  const target = isRecord(options) ? cleanOption("external", "target", options.target) : undefined;
  return {
    issues,
    ...(target === undefined ? {} : { leadsTo: target }),
    serve: () => ({ ...(target === undefined ? {} : { target }), ready: [], nodes: {} }),
  };
}
