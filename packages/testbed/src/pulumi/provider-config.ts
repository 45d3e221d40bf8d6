import { type ProviderSettings } from "../cloud/resource-type.js";
import { type Attributes, isAbsent, isObject, textMap, type Value } from "../cloud/value.js";

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
