import type { Construct } from "constructs";
import type { ChildOptions } from "./ports.js";
import { TerraformData } from "./terraform-data.js";

/**
 * A resource without effect for each id that was ever announced. A program cannot read its own state, so it keeps the list, and the
 * engine refuses to forget: a plan without an id that the state holds ends with "Instance cannot be destroyed". With the id in the
 * list again, a policy that has it is refused.
 *
 * Each is kept with its place in the list, so that ids are only added at the end: a program that goes back and lists the id of the
 * policy it leaves would otherwise have the same ids as before.
 *
 * @param ids - 1 to 32 letters and digits each, the present one last.
 * @param allowDestroy - Whether ids may be forgotten.
 */
export function keepIds(scope: Construct, ids: readonly string[], allowDestroy: boolean): TerraformData {
  const opts: ChildOptions = allowDestroy ? {} : { lifecycle: { preventDestroy: true } };
  const kept = new TerraformData(scope, "announced-ids", {}, opts);
  // The framework's own for_each wants an iterator over values of its own.
  kept.addOverride("for_each", `\${toset(${JSON.stringify(ids.map((id, i) => `${i}-${id}`))})}`);
  return kept;
}
