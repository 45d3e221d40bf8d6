import { isRecord } from "./late-values.js";
import { optionIssues } from "./option-rules.js";
import type { PolicyHost } from "./ports.js";

/** Where somebody else serves the policy. */
export interface ExternalOptions {
  /** The host name that `mta-sts.<domain>` is to point to, without a final dot. */
  readonly target: string;
}

/**
 * A policy host that somebody else runs: the construct publishes the records, and `policyText` says what must be served.
 *
 * Whoever runs the host must serve a changed policy before the stack is deployed with it (RFC 8461 §8.1), under a
 * certificate for `mta-sts.<domain>` (RFC 8461 §8.2).
 *
 * @example
 * import { external } from "cdktf-mtasts";
 *
 * const host = external({ target: "policies.provider.example" });
 */
export function external(options: ExternalOptions): PolicyHost {
  const issues = optionIssues(options, { texts: { target: "policies.provider.example" } });
  const target = isRecord(options) ? options.target : undefined;
  return {
    issues,
    ...(typeof target === "string" ? { leadsTo: target } : {}),
    serve: () => ({ target: options.target, ready: [], nodes: {} }),
  };
}
