import { type ProviderSettings } from "../cloud/resource-type.js";
import { type Attributes, equal, isAbsent, isObject, textMap, type Value } from "../cloud/value.js";
import { type PropertyChange } from "./provider.js";

/** What the real provider says when no region is configured. */
export const missingRegion =
  "Missing region information\nMake sure you have set your AWS region, e.g. `pulumi config set aws:region us-west-2`.";

export function lacksRegion(config: Attributes): boolean {
  return isAbsent(config["region"]) || config["region"] === "";
}

/** The settings in a provider's inputs, in which everything but a string arrives as JSON. */
export function settingsOf(config: Attributes): ProviderSettings {
  const { region } = config;
  const defaultTags = parsed(config["defaultTags"]);
  return {
    region: typeof region === "string" ? region : "",
    ...(isObject(defaultTags) ? { defaultTags: textMap(defaultTags, "tags") } : {}),
  };
}

/** How a provider's inputs changed. No change replaces the provider; the resources say for themselves what it means. */
export function configChanges(olds: Attributes, news: Attributes): readonly PropertyChange[] {
  const keys = new Set([...Object.keys(olds), ...Object.keys(news)].filter((key) => key !== "version"));
  return [...keys].flatMap((path): readonly PropertyChange[] => {
    if (equal(olds[path], news[path])) return [];
    const kind = isAbsent(olds[path]) ? "add" : isAbsent(news[path]) ? "delete" : "update";
    return [{ path, kind, replaces: false }];
  });
}

function parsed(value: Value): Value {
  if (typeof value !== "string" || value === "") return value;
  return JSON.parse(value) as Value;
}

/**
 * The settings of each provider instance. A real plugin is a process per instance; attached, all instances share this
 * server, and what tells them apart is the connection that each of them opens.
 */
export class ConfiguredPeers {
  readonly #settings = new Map<string, ProviderSettings>();

  configure(peer: string, config: Attributes): void {
    this.#settings.set(peer, settingsOf(config));
  }

  settings(peer: string): ProviderSettings {
    const settings = this.#settings.get(peer);
    if (settings === undefined) throw new Error("the provider was not configured on this connection");
    return settings;
  }
}
