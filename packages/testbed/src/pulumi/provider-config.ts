import { type ProviderSettings } from "../cloud/resource-type.js";
import { type Attributes, equal, isAbsent } from "../cloud/value.js";
import { type PropertyChange } from "./provider.js";

/** How a provider's inputs changed. No change replaces the provider; the resources say for themselves what it means. */
export function configChanges(olds: Attributes, news: Attributes): readonly PropertyChange[] {
  const keys = new Set([...Object.keys(olds), ...Object.keys(news)].filter((key) => key !== "version"));
  return [...keys].flatMap((path): readonly PropertyChange[] => {
    if (equal(olds[path], news[path])) return [];
    const kind = isAbsent(olds[path]) ? "add" : isAbsent(news[path]) ? "delete" : "update";
    return [{ path, kind, replaces: false }];
  });
}

/**
 * The settings of each provider instance. A real plugin is a process per instance; attached, all instances share this
 * server, and what tells them apart is the connection that each of them opens.
 */
export class ConfiguredPeers {
  readonly #settings = new Map<string, ProviderSettings>();

  configure(peer: string, settings: ProviderSettings): void {
    this.#settings.set(peer, settings);
  }

  settings(peer: string): ProviderSettings {
    const settings = this.#settings.get(peer);
    if (settings === undefined) throw new Error("the provider was not configured on this connection");
    return settings;
  }
}
