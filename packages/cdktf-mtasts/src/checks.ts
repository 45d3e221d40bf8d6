import { servedCheck, type ServedPolicy } from "@mtasts/core/terraform";
import type { Construct } from "constructs";
import { TerraformStack } from "./framework.js";

/** Adds a block, for which the framework has no construct, that looks whether the policy is served. */
export function addServedCheck(scope: Construct, policy: ServedPolicy): void {
  const stack = TerraformStack.of(scope);
  // Checks, and the data sources within them, have names of the whole stack's.
  const name = stack.getLogicalId(scope.node);
  const { data, assert } = servedCheck(policy, name);
  stack.addOverride(`check.${name}`, {
    data,
    assert: assert.map(({ condition, errorMessage }) => ({
      condition: `\${${condition}}`,
      error_message: errorMessage,
    })),
  });
}
