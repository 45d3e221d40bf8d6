import type { Construct } from "constructs";
import type { MtaStsArgs } from "./args.js";
import { TerraformResource, dependable } from "./framework.js";
import type { ChildOptions } from "./ports.js";
import { TerraformData } from "./terraform-data.js";
import { findRecord } from "./zones.js";

/**
 * Lets the one child that publishes the policy host's name go before another kind of it comes, since a name takes only one.
 *
 * Another host or another DNS provider makes it another type of resource, which to Terraform is another resource: it
 * would create the new one first, and the cloud would refuse that. So both stand on a third, which is replaced when the
 * type changes: what stood on it goes before, what stands on it comes after. Protected, it also refuses the move.
 */
export function orderHostRecord(
  scope: Construct,
  { lifecycle }: ChildOptions,
  zones: Pick<MtaStsArgs, "dns" | "previousDns">,
): void {
  // While the zone moves it is the former zone's record: the other takes the place of none.
  const publisher = findRecord(scope, "host-record", zones);
  if (!TerraformResource.isTerraformResource(publisher)) return;
  const opts = lifecycle === undefined ? {} : { lifecycle };
  const name = new TerraformData(scope, "host-name", { triggers_replace: publisher.terraformResourceType }, opts);
  publisher.dependsOn = [...(publisher.dependsOn ?? []), dependable(name)];
}
