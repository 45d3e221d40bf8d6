import { type Stores } from "../../kept.js";
import { type Runtime } from "../../runtime.js";
import { type Restore } from "../../saved.js";
import { type Issuer } from "../acm.js";
import { everyAccount } from "./accounts.js";
import { CloudflareDns, type CloudflareZoneInput } from "./dns.js";
import { EdgeCertificates } from "./edge-certificates.js";
import { R2Buckets } from "./r2.js";
import { R2Domains } from "./r2-domains.js";
import { WorkerDomains } from "./worker-domains.js";
import { type WorkerLoader } from "./worker-source.js";
import { WorkerScripts } from "./workers.js";

export interface CloudflareOptions {
  readonly zones: readonly CloudflareZoneInput[];
  readonly issuer: Issuer;
  readonly loadWorker: WorkerLoader;
  /** Whether every zone and account that is named exists. */
  readonly isOpen: boolean;
}

/** The emulated Cloudflare: what a test edits behind the engine's back, and what the edge serves. */
export class Cloudflare {
  readonly dns: CloudflareDns;
  readonly certificates: EdgeCertificates;
  readonly scripts: WorkerScripts;
  readonly workerDomains: WorkerDomains;
  readonly r2: R2Buckets;
  readonly r2Domains: R2Domains;
  /** The zones for which a rule has the edge cache every answer, not only files of the usual kinds. */
  readonly cacheEverything = new Set<string>();

  constructor(runtime: Runtime, { zones, issuer, loadWorker, isOpen }: CloudflareOptions) {
    this.dns = new CloudflareDns(runtime, zones, isOpen);
    this.certificates = new EdgeCertificates(runtime, issuer);
    const accounts = isOpen ? everyAccount : new Set(this.dns.zones.map(({ accountId }) => accountId));
    this.scripts = new WorkerScripts(runtime, { load: loadWorker, accounts });
    const { dns, certificates, scripts } = this;
    this.workerDomains = new WorkerDomains(runtime, { dns, scripts, certificates });
    this.r2 = new R2Buckets(runtime, accounts);
    this.r2Domains = new R2Domains(runtime, { dns, buckets: this.r2, certificates });
  }

  /** What each service holds, by its name. */
  get stores(): Readonly<Record<string, Stores>> {
    const { dns, certificates, scripts, workerDomains, r2, r2Domains, cacheEverything } = this;
    return {
      cloudflareDns: dns.stores,
      cloudflareCertificates: certificates.stores,
      workerScripts: scripts.stores,
      workerDomains: workerDomains.stores,
      r2: r2.stores,
      r2Domains: r2Domains.stores,
      cloudflareRules: { cacheEverything },
    };
  }

  save(): Restore {
    const { dns, certificates, scripts, workerDomains, r2, r2Domains } = this;
    const restores = [dns, certificates, scripts, workerDomains, r2, r2Domains].map((service) => service.save());
    return () => {
      for (const restore of restores) restore();
    };
  }

  async stop(): Promise<void> {
    await this.scripts.stop();
  }
}
