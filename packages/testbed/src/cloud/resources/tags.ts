import { type Context } from "../resource-type.js";
import { type Attributes, textMap } from "../value.js";

type Tags = Readonly<Record<string, string>>;

/** The resource's own tags over the provider's default ones. */
export function allTags({ settings }: Pick<Context, "settings">, planned: Attributes): Tags {
  return { ...settings.defaultTags, ...textMap(planned, "tags") };
}

/** `tags` and `tags_all` as the provider reads them: default tags count as the resource's own only where they differ. */
export function readTags({ settings }: Pick<Context, "settings">, all: Tags): Attributes {
  const own = Object.entries(all).filter(([key, value]) => settings.defaultTags?.[key] !== value);
  return { tags: Object.fromEntries(own), tags_all: all };
}
