import { Control } from "./control.js";
import { type DnsHost, PublicDns } from "./public-dns.js";
import { bringBack, keep, type Stores } from "./kept.js";
import { ResourcesApi } from "./resources-api.js";
import { resourceTypes } from "./resources/index.js";
import { type CloudObserver, defaultDelays, type Delays, type KeptRuntime, Runtime } from "./runtime.js";
import { type Restore } from "./saved.js";
import { Acm, type Issuer } from "./services/acm.js";
import { type CloudflareZoneInput, defaultCloudflareZone } from "./services/cloudflare/dns.js";
import { Cloudflare } from "./services/cloudflare/index.js";
import { type WorkerLoader } from "./services/cloudflare/worker-source.js";
import { CloudFront } from "./services/cloudfront.js";
import { Route53, type ZoneInput } from "./services/route53.js";
import { S3 } from "./services/s3.js";

export interface CloudOptions {
  /** The hosted zones, which exist before anything is deployed. @default Z0EXAMPLECOM for example.com */
  readonly zones?: readonly ZoneInput[];
  /** The zones in Cloudflare, which exist beforehand too. @default one for example.com */
  readonly cloudflareZones?: readonly CloudflareZoneInput[];
  /** Who answers for a zone that is in both. @default "route53" */
  readonly authority?: DnsHost;
  /** Bucket names that somebody else already took. */
  readonly foreignBuckets?: readonly string[];
  readonly delays?: Partial<Delays>;
  /**
   * Whether every zone id and every Cloudflare account exists that a program names. A zone is then called what its first records
   * suggest, and gets a wider name where later ones need it.
   *
   * @default false: only `zones` and `cloudflareZones` exist
   */
  readonly isOpen?: boolean;
  /** Signs certificates. @default no key and an empty certificate */
  readonly issuer?: Issuer;
  /** Starts Workers. @default every script loads, and none answers */
  readonly loadWorker?: WorkerLoader;
}

/** What `Cloud.keep` writes down. */
export interface KeptCloud {
  readonly runtime: KeptRuntime;
  /** The stores of each service. */
  readonly services: Readonly<Record<string, unknown>>;
}

export const defaultZone: ZoneInput = { id: "Z0EXAMPLECOM", name: "example.com" };

/** The emulated AWS and Cloudflare, with as many accounts as roles and zones name; all of their state is in memory. */
export class Cloud {
  readonly runtime: Runtime;
  readonly control: Control;
  readonly s3: S3;
  readonly route53: Route53;
  readonly cloudfront: CloudFront;
  readonly acm: Acm;
  readonly cloudflare: Cloudflare;
  readonly dns: PublicDns;
  readonly resources: ResourcesApi;

  constructor(options: CloudOptions = {}) {
    const { zones = [defaultZone], cloudflareZones = [defaultCloudflareZone], authority = "route53" } = options;
    const { foreignBuckets = [], delays, isOpen = false, issuer = unsigned, loadWorker = unstarted } = options;
    this.runtime = new Runtime({ ...defaultDelays, ...delays });
    this.control = new Control(this.runtime);
    this.s3 = new S3(this.runtime, foreignBuckets);
    this.route53 = new Route53(this.runtime, zones, isOpen);
    this.cloudflare = new Cloudflare(this.runtime, { zones: cloudflareZones, issuer, loadWorker, isOpen });
    this.dns = new PublicDns(this.route53, this.cloudflare.dns, authority);
    this.cloudfront = new CloudFront(this.runtime, {
      certificates: { find: (arn) => this.acm.find(arn) },
      dns: this.dns,
    });
    this.acm = new Acm(this.runtime, this.dns, { issuer, users: (arn) => this.cloudfront.usersOf(arn) });
    this.resources = new ResourcesApi(resourceTypes, this, this.control);
  }

  /** Calls the observer after each change of state; the function returned ends that. */
  observe(observer: CloudObserver): () => void {
    return this.runtime.observe(observer);
  }

  /**
   * Remembers the state of all services and the clock; the function returned brings it back, as often as it is called. Nothing
   * may be under way at either time: `runtime.idle` waits for that.
   */
  save(): Restore {
    const { s3, route53, cloudfront, acm, cloudflare, dns, runtime } = this;
    const restores = [s3, route53, cloudfront, acm, cloudflare, dns, runtime].map((service) => service.save());
    return () => {
      for (const restore of restores) restore();
    };
  }

  /** The whole state as plain JSON values, once nothing is under way, for a later process to begin with. */
  async keep(): Promise<KeptCloud> {
    await this.runtime.idle();
    const services = Object.entries(this.#stores).map(([name, stores]) => [name, keep(stores)] as const);
    return { runtime: this.runtime.keep(), services: Object.fromEntries(services) };
  }

  /**
   * Begins with what `keep` wrote down, and starts its Workers.
   *
   * @throws TypeError where that is not the state of a cloud.
   */
  async bringBack({ runtime, services }: KeptCloud): Promise<void> {
    for (const [name, stores] of Object.entries(this.#stores)) bringBack(stores, services[name] ?? {});
    this.runtime.bringBack(runtime);
    await this.cloudflare.scripts.restart();
  }

  get #stores(): Readonly<Record<string, Stores>> {
    const { s3, route53, cloudfront, acm, cloudflare, dns } = this;
    const aws = { s3: s3.stores, route53: route53.stores, cloudfront: cloudfront.stores, acm: acm.stores };
    return { ...aws, ...cloudflare.stores, publicDns: dns.stores };
  }

  /** Ends timers and Workers. */
  async close(): Promise<void> {
    this.runtime.close();
    await this.cloudflare.stop();
  }
}

const unsigned: Issuer = () => Promise.resolve({ cert: "", key: "" });

const unstarted: WorkerLoader = () =>
  Promise.resolve({
    fetch: () => Promise.reject(new Error("this cloud starts no Workers")),
    stop: () => Promise.resolve(),
  });
