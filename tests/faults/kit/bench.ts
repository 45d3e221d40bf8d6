import { planDeployment } from "@mtasts/core";
import {
  type ForeignHost,
  type Delays,
  type Intention,
  modelInternet,
  Population,
  socketInternet,
  startTestbed,
  type Testbed,
} from "@mtasts/testbed";
import type { DnsName, Settings } from "../programs/src/settings";
import { cloudflareZoneId, externalTarget, route53ZoneId } from "../programs/src/accounts";
import { must, type Command, type Engine, type Run } from "./engine";
import { plainWorker } from "./plain-worker";

export const domain = "example.com";

/** Where a scenario begins: the cloud, the engine's state, and what was deployed. */
export interface Start {
  readonly settings: Settings;
  readonly restore: () => Promise<void>;
}

export interface BenchOptions<E extends Engine> {
  /** Attaches an engine to the emulated providers. */
  readonly engine: (bed: Testbed) => Promise<E>;
  /** Who answers for the domain. */
  readonly dns: DnsName;
  /** What takes longer here than it need. @default nothing */
  readonly slowness?: Partial<Delays>;
  /**
   * Where senders look. Over sockets everything is real, the clock too: TLS knows no other.
   *
   * @default "model"
   */
  readonly internet?: "model" | "sockets";
}

/** An emulated cloud, the engine that deploys to it, and the senders that watch. */
export class Bench<E extends Engine = Engine> {
  #population: Population;
  #seed = 1;
  /** What the host that is somebody else's serves. */
  #foreignBody = "";

  private constructor(
    readonly bed: Testbed,
    readonly engine: E,
    private readonly options: BenchOptions<E>,
  ) {
    this.setMx(["mail.example.com"]);
    this.#population = this.#born();
  }

  static async open<E extends Engine>(options: BenchOptions<E>): Promise<Bench<E>> {
    const { engine, dns, slowness = {}, internet = "model" } = options;
    const quick = { edgeCertificateMs: 0, certificateTimeoutMs: 1000, distributionDeployMs: 2, certificateIssueMs: 0 };
    // At once, and without cryptography: in the model nobody opens a connection.
    const issuer = () => Promise.resolve({ cert: "", key: "" });
    const made = internet === "model" ? { loadWorker: plainWorker, issuer } : {};
    const bed = await startTestbed({ ...made, authority: dns, delays: { ...quick, ...slowness } });
    return new Bench(bed, await engine(bed), options);
  }

  get population(): Population {
    return this.#population;
  }

  /** Deploys these settings, while the senders know that this is what is meant. */
  async up(settings: Settings, intention: Intention = publishing(settings)): Promise<Run> {
    return await this.deploy("up", settings, intention);
  }

  /** The same with an end to it: nothing may fail, and everything must fit together. */
  async mustUp(settings: Settings, intention?: Intention): Promise<void> {
    must(await this.up(settings, intention));
    await this.population.settle();
  }

  async destroy(settings: Settings): Promise<Run> {
    return await this.deploy("destroy", settings, { kind: "remove" });
  }

  async deploy(command: Command, settings: Settings, intention: Intention): Promise<Run> {
    await this.engine.configure(settings);
    await this.population.expect(intention);
    // A changed policy is served there before anything is deployed.
    if (intention.kind === "publish") this.#foreignBody = intention.policyText;
    return await this.engine.deploy(command);
  }

  /**
   * The hosts of the domain's MX records, which no component keeps.
   *
   * @param zone - Whose zone. Default: that of the one who answers for the domain at first.
   */
  setMx(hosts: readonly string[], zone: DnsName = this.options.dns): void {
    const { cloud } = this.bed;
    if (zone === "route53") {
      const values = hosts.map((host) => `10 ${host}`);
      cloud.route53.upsert(route53ZoneId, { name: domain, type: "MX", ttl: 300, values });
      return;
    }
    const { dns } = cloud.cloudflare;
    const present = dns.records(cloudflareZoneId, domain, "MX");
    for (const content of hosts.filter((host) => present.every((record) => record.content !== host))) {
      dns.create(cloudflareZoneId, { name: domain, type: "MX", content, ttl: 300, priority: 10 });
    }
    for (const { id, content } of present) if (!hosts.includes(content)) dns.delete(cloudflareZoneId, id);
  }

  /** Remembers where it stands. What comes back with it is a new population that has lived there for some days. */
  async save(settings: Settings): Promise<Start> {
    const { cloud } = this.bed;
    await cloud.runtime.idle();
    const restoreCloud = cloud.save();
    const state = await this.engine.state();
    const foreignBody = this.#foreignBody;
    return {
      settings,
      restore: async () => {
        await this.population.leave();
        cloud.control.reset();
        await cloud.runtime.idle();
        restoreCloud();
        this.#foreignBody = foreignBody;
        await this.engine.restore(state);
        this.#population = this.#born();
        await this.population.pass(3 * 86_400);
      },
    };
  }

  async close(): Promise<void> {
    await this.population.leave();
    await this.engine.close();
    await this.bed.stop();
  }

  #born(): Population {
    this.#seed += 1;
    if (this.options.internet === "sockets") return new Population(socketInternet(this.bed), { domain, leap: 0 });
    const foreign: ForeignHost = { name: externalTarget, body: () => this.#foreignBody };
    return new Population(modelInternet(this.bed.cloud, [foreign]), { domain, seed: this.#seed });
  }
}

/** The policy that the settings ask for. */
export function publishing({ mx, mode, maxAge, revision, mxMigration }: Settings): Intention {
  const optional = Object.entries({ mode, maxAge, revision, mxMigration }).filter(([, value]) => value !== undefined);
  const plan = planDeployment({ domain, mx, ...Object.fromEntries(optional) });
  if (!plan.ok) throw new Error("the settings are wrong");
  return { kind: "publish", policyText: plan.value.site.body };
}
