import { waitUntilServedCommand, type ServedPolicy } from "@mtasts/core/terraform";
import type { Construct } from "constructs";
import type { ITerraformDependable } from "./framework.js";
import { TerraformData } from "./terraform-data.js";

/** What is waited for, and behind what. */
interface Wait {
  readonly policy: ServedPolicy;
  readonly timeoutSeconds: number;
  /** All that serves the policy. */
  readonly serving: readonly ITerraformDependable[];
}

/**
 * A resource that exists only once the policy is served. It is replaced with the policy, and never protected.
 *
 * No data source: that would be read in every plan, and stop plan, apply and destroy while the host is down.
 */
export function waitForPolicy(scope: Construct, { policy, timeoutSeconds, serving }: Wait): TerraformData {
  const { command, environment } = waitUntilServedCommand(policy, timeoutSeconds);
  return new TerraformData(
    scope,
    "policy-served",
    { triggers_replace: policy.policyId },
    {
      dependsOn: [...serving],
      // Found on the PATH, since Windows has none elsewhere.
      provisioners: [{ type: "local-exec", command, interpreter: ["sh", "-c"], environment: { ...environment } }],
    },
  );
}
