import { type ProviderSettings } from "./cloud/resource-type.js";

/**
 * The settings of each provider instance. A real plugin is a process per instance; attached, all instances share one
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
