import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { askAsSender, startTestbed, type SenderView, type Testbed } from "@mtasts/testbed";
import { domainsIn } from "./domains.js";
import { type NamedZone } from "./options.js";
import { type StateFolder } from "./state-folder.js";
import { withoutAccounts } from "./withheld.js";

/** A zone of Cloudflare has an id of 32 hexadecimal digits, a hosted zone of Route 53 never does. */
const cloudflareId = /^[0-9a-f]{32}$/u;

/** The emulated clouds and their internet, as the last command left them. */
export class Emulation {
  private constructor(
    readonly bed: Testbed,
    private readonly state: StateFolder,
    /** Whether the clouds know the names of the zones that the program names by id. */
    private readonly knowsZones: boolean,
  ) {}

  /** @throws Failure where the state cannot be read. */
  static async open(state: StateFolder, zones: readonly NamedZone[]): Promise<Emulation> {
    const kept = state.readClouds();
    const bed = await startTestbed({
      zones: [],
      cloudflareZones: [],
      isOpen: true,
      ...(kept === undefined ? {} : { kept }),
    }).catch((error: unknown) => {
      throw error instanceof TypeError ? state.unreadable() : error;
    });
    const { route53, cloudflare } = bed.cloud;
    for (const zone of zones) {
      if (cloudflareId.test(zone.id)) cloudflare.dns.define(zone);
      else route53.define(zone);
    }
    const knowsZones = route53.zones.length + cloudflare.dns.zones.length > 0;
    return new Emulation(bed, state, knowsZones);
  }

  /** The environment of a program: without accounts, and with the emulated internet in place of the real one. */
  environment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
    const { dns, https } = this.bed;
    return {
      ...withoutAccounts(env),
      NODE_EXTRA_CA_CERTS: this.#authorities(env),
      MTASTS_RESOLVER: `${dns.address}:${dns.port}`,
      MTASTS_HTTPS_PORT: String(https.port),
      MTASTS_ALLOW_PRIVATE: "1",
      // A preflight check compares the zone's name with the domain, and before the first records no zone has one.
      MTASTS_OFFLINE: this.knowsZones ? "0" : "1",
    };
  }

  /** What a sender sees of each domain: of those given, or of all that are published. */
  async look(domains: readonly string[] = domainsIn(this.bed.cloud)): Promise<readonly SenderView[]> {
    return await Promise.all(domains.map((domain) => askAsSender(this.bed, domain)));
  }

  /**
   * Gives every domain the mail hosts that its policy names, since a domain has some before anything is deployed, and a preflight
   * check misses them.
   */
  assumeMailHosts(views: readonly SenderView[]): void {
    for (const { domain, policy, verdict } of views) {
      if (verdict !== "accepted" || policy === undefined || policy.mx.length === 0) continue;
      // A pattern stands for hosts of which any one will do.
      const hosts = policy.mx.map((pattern) => pattern.replace(/^\*/u, "mail"));
      this.bed.cloud.dns.mailHosts.set(domain, { hosts: [...new Set(hosts)] });
    }
  }

  /** Writes the state down and stops everything. */
  async close(): Promise<void> {
    try {
      this.state.writeClouds(await this.bed.keep());
    } finally {
      await this.bed.stop();
    }
  }

  /** A file with the authority of the emulated internet, and those that the user has Node.js trust. */
  #authorities({ NODE_EXTRA_CA_CERTS: own = "" }: NodeJS.ProcessEnv): string {
    const others = own !== "" && existsSync(own) ? readFileSync(own, "utf8") : "";
    this.state.write("authorities.pem", [this.bed.caPem, others].join("\n"));
    return path.resolve(this.state.path("authorities.pem"));
  }
}
