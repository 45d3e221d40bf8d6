/** Blocks that Pulumi names in the plural where Terraform repeats them in the singular. */
const plurals: Readonly<Record<string, string>> = {
  origins: "origin",
  lifecycle_rules: "lifecycle_rule",
  ordered_cache_behaviors: "ordered_cache_behavior",
  function_associations: "function_association",
  lambda_function_associations: "lambda_function_association",
};

/** Lists of routing policies, which Pulumi names in the plural as well. */
const POLICIES = /_routing_policies$/u;

/** Terraform's name of an argument that is spelled as in either framework. */
export function terraformName(name: string): string {
  const snake = name.replace(/[A-Z]/gu, (letter) => `_${letter.toLowerCase()}`);
  return plurals[snake] ?? snake.replace(POLICIES, "_routing_policy");
}
