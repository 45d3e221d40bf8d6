import type { Construct } from "constructs";
import { TerraformResource, dependable } from "./framework.js";
import type { ChildOptions } from "./ports.js";
import { TerraformData } from "./terraform-data.js";

/**
 * Lets the one child that publishes the policy host's name go before another kind of it comes, since a name takes only one.
 *
 * Another host or another DNS provider makes it another type of resource, which to Terraform is another resource: it
 * would create the new one first, and the cloud would refuse that. So both stand on a third, which is replaced when the
 * type changes: what stood on it goes before, what stands on it comes after. Protected, it also refuses the move.
 */
export function orderHostRecord(scope: Construct, { lifecycle }: ChildOptions): void {
  const publisher = scope.node.tryFindChild("host-record");
  if (!TerraformResource.isTerraformResource(publisher)) return;
  const opts = lifecycle === undefined ? {} : { lifecycle };
  const name = new TerraformData(scope, "host-name", { triggers_replace: publisher.terraformResourceType }, opts);
  publisher.dependsOn = [...(publisher.dependsOn ?? []), dependable(name)];
}
