import { type ProviderSettings } from "../cloud/resource-type.js";
import { type Attributes, isAbsent, textMap, UNKNOWN, type Value } from "../cloud/value.js";
import { type Field } from "./layout.js";

/**
 * PROVIDER aws 5: `tags_all` is planned from the resource's tags and the provider's default ones, so that a change of the
 * latter shows. Undefined where the provider leaves it open: without any tags, and where the resource overrides them.
 */
export function plannedTags(
  layout: readonly Field[],
  planned: Attributes,
  { defaultTags = {} }: ProviderSettings,
): Value {
  const isTagged = layout.some(({ name }) => name === "tags_all");
  if (!isTagged || !isAbsent(planned["override_provider"])) return undefined;
  if (planned["tags"] === UNKNOWN) return UNKNOWN;
  const all = { ...defaultTags, ...textMap(planned, "tags") };
  return Object.keys(all).length === 0 ? undefined : all;
}
