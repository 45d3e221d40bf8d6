import { type Stores } from "../../kept.js";
import { type Runtime } from "../../runtime.js";
import { type Restore, saved } from "../../saved.js";
import { isInZone, normalName } from "../route53.js";
import { type ApiCall, CloudflareError } from "./api-error.js";
import { type CloudflareDns } from "./dns.js";
import { isHostType } from "./dns-record.js";
import { type EdgeCertificates } from "./edge-certificates.js";
import { type R2Buckets } from "./r2.js";

export interface R2DomainSettings {
  readonly enabled: boolean;
  /** @default "1.0" */
  readonly minTls?: string;
  readonly ciphers?: readonly string[];
}

export interface R2DomainInput extends R2DomainSettings {
  readonly bucket: string;
  readonly domain: string;
  readonly zoneId: string;
}

export interface R2Domain extends R2DomainInput {
  readonly accountId: string;
  readonly zoneName: string;
  readonly recordId: string;
}

/** R2's custom domains: each makes a bucket public, and owns a DNS record and a certificate. */
export class R2Domains {
  readonly #domains = new Map<string, R2Domain>();

  constructor(
    private readonly runtime: Runtime,
    private readonly around: {
      readonly dns: CloudflareDns;
      readonly buckets: R2Buckets;
      readonly certificates: EdgeCertificates;
    },
  ) {}

  get all(): readonly R2Domain[] {
    return [...this.#domains.values()];
  }

  get stores(): Stores {
    return { domains: this.#domains };
  }

  save(): Restore {
    return saved(this.#domains);
  }

  at(domain: string): R2Domain | undefined {
    return this.#domains.get(domain);
  }

  attach(accountId: string, input: R2DomainInput): R2Domain {
    const call: ApiCall = { method: "POST", path: pathOf(accountId, input.bucket) };
    const { dns, buckets, certificates } = this.around;
    buckets.bucket(accountId, input.bucket, call);
    const domain = normalName(input.domain);
    dns.admit(input.zoneId, domain, accountId);
    const zone = dns.find(input.zoneId);
    if (zone?.accountId !== accountId || !isInZone(domain, zone.name)) {
      throw new CloudflareError(10_040, `The zone_id is incorrect for the domain ${domain}.`, call);
    }
    if (this.at(domain) !== undefined || dns.records(zone.id, domain).some(({ type }) => isHostType(type))) {
      const detail = `The domain ${domain} already has DNS records (A, AAAA or CNAME), or is connected to another bucket.`;
      throw new CloudflareError(10_041, detail, { ...call, status: 409 });
    }
    const record = { name: domain, type: "CNAME", content: "public.r2.dev", ttl: 1, proxied: true };
    const { id: recordId } = dns.createOwned(zone.id, record, { kind: "r2", bucket: input.bucket });
    certificates.order(domain);
    const attached: R2Domain = { ...input, domain, accountId, zoneName: zone.name, recordId };
    this.#domains.set(domain, attached);
    this.runtime.emit("cloudflare", "AttachDomain", domain);
    return attached;
  }

  configure(name: string, settings: Partial<R2DomainSettings>): void {
    const domain = this.#get(name, "PUT");
    this.#domains.set(name, { ...domain, ...settings });
    this.runtime.emit("cloudflare", "UpdateDomain", name);
  }

  detach(name: string): void {
    const { zoneId, recordId } = this.#get(name, "DELETE");
    this.#domains.delete(name);
    this.around.certificates.delete(name);
    if (this.around.dns.record(zoneId, recordId) !== undefined) this.around.dns.delete(zoneId, recordId);
    this.runtime.emit("cloudflare", "DetachDomain", name);
  }

  #get(name: string, method: ApiCall["method"]): R2Domain {
    const domain = this.#domains.get(name);
    if (domain !== undefined) return domain;
    throw new CloudflareError(10_043, "The specified custom domain does not exist.", {
      method,
      path: `accounts/*/r2/buckets/*/domains/custom/${name}`,
      status: 404,
    });
  }
}

function pathOf(accountId: string, bucket: string): string {
  return `accounts/${accountId}/r2/buckets/${bucket}/domains/custom`;
}
