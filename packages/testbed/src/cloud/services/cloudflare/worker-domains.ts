import { createHash } from "node:crypto";
import { type Stores } from "../../kept.js";
import { type Runtime } from "../../runtime.js";
import { type Restore, saved } from "../../saved.js";
import { isInZone, normalName } from "../route53.js";
import { type ApiCall, CloudflareError } from "./api-error.js";
import { type CloudflareDns, type CloudflareZone } from "./dns.js";
import { isHostType } from "./dns-record.js";
import { type EdgeCertificates } from "./edge-certificates.js";
import { type WorkerScripts } from "./workers.js";

export interface WorkerDomainInput {
  readonly hostname: string;
  readonly service: string;
  /** @default the closest zone above the host name */
  readonly zoneId?: string;
  readonly zoneName?: string;
  readonly environment?: string;
  /** Takes the host name from another Worker; the providers for Pulumi and Terraform cannot say so. @default false */
  readonly overrideExistingOrigin?: boolean;
}

export interface WorkerDomain {
  readonly id: string;
  readonly accountId: string;
  readonly hostname: string;
  readonly service: string;
  readonly environment: string;
  readonly zoneId: string;
  readonly zoneName: string;
  readonly certId: string;
  readonly recordId: string;
}

/** Workers custom domains: each owns a DNS record and a certificate. */
export class WorkerDomains {
  readonly #domains = new Map<string, WorkerDomain>();

  constructor(
    private readonly runtime: Runtime,
    private readonly around: {
      readonly dns: CloudflareDns;
      readonly scripts: WorkerScripts;
      readonly certificates: EdgeCertificates;
    },
  ) {
    runtime.observe(({ service, action, resource }) => {
      if (service === "cloudflare" && action === "DeleteScript") this.#detachAll(resource);
    });
  }

  get all(): readonly WorkerDomain[] {
    return [...this.#domains.values()];
  }

  get stores(): Stores {
    return { domains: this.#domains };
  }

  save(): Restore {
    return saved(this.#domains);
  }

  find(id: string): WorkerDomain | undefined {
    return this.#domains.get(id);
  }

  at(hostname: string): WorkerDomain | undefined {
    return this.all.find((domain) => domain.hostname === hostname);
  }

  /** Gives a host name to a Worker, as often as it is said. One that another Worker has is only taken when told to, and keeps its id. */
  attach(accountId: string, input: WorkerDomainInput): WorkerDomain {
    const call: ApiCall = { method: "PUT", path: `accounts/${accountId}/workers/domains` };
    const hostname = normalName(input.hostname);
    this.around.dns.admit(input.zoneId ?? "", hostname, accountId);
    const zone = this.#zoneFor(accountId, { ...input, hostname }, call);
    if (this.around.scripts.find(input.service)?.accountId !== accountId) {
      const detail = "This Worker does not exist on your account.";
      throw new CloudflareError(10_007, detail, { ...call, status: 404 });
    }
    const held = this.at(hostname);
    if (held !== undefined && held.service !== input.service && input.overrideExistingOrigin !== true) {
      const detail = `Hostname '${hostname}' already in use by other custom domain. Either delete it, try a different hostname, or use the option 'override_existing_origin' to override.`;
      throw new CloudflareError(100_116, detail, { ...call, status: 409 });
    }
    const domain = held ?? this.#claimed(hostname, zone, input.service, call);
    const next: WorkerDomain = {
      ...domain,
      accountId,
      service: input.service,
      environment: input.environment ?? "production",
    };
    this.#domains.set(next.id, next);
    this.runtime.emit("cloudflare", "AttachDomain", hostname);
    return next;
  }

  detach(accountId: string, id: string): void {
    const call: ApiCall = { method: "DELETE", path: `accounts/${accountId}/workers/domains/${id}`, status: 404 };
    const domain = this.#domains.get(id);
    if (domain?.accountId !== accountId) throw new CloudflareError(10_114, "Custom domain not found.", call);
    this.#remove(domain);
  }

  /** UNCLEAR whether the real deletion of a Worker takes its domains along; nothing answers at them either way. */
  #detachAll(service: string): void {
    for (const domain of this.all) if (domain.service === service) this.#remove(domain);
  }

  #remove({ id, hostname, zoneId, recordId }: WorkerDomain): void {
    this.#domains.delete(id);
    this.around.certificates.delete(hostname);
    if (this.around.dns.record(zoneId, recordId) !== undefined) this.around.dns.delete(zoneId, recordId);
    this.runtime.emit("cloudflare", "DetachDomain", hostname);
  }

  #claimed(hostname: string, zone: CloudflareZone, service: string, call: ApiCall): WorkerDomain {
    const taken = this.around.dns.records(zone.id, hostname).some(({ type }) => isHostType(type));
    if (taken) {
      const detail = `Hostname '${hostname}' already has externally managed DNS records (A, CNAME, etc). Either delete them, try a different hostname, or use the option 'override_existing_dns_record' to override.`;
      throw new CloudflareError(100_117, detail, { ...call, status: 409 });
    }
    const record = { name: hostname, type: "AAAA", content: "100::", ttl: 1, proxied: true };
    const { id: recordId } = this.around.dns.createOwned(zone.id, record, { kind: "worker", service });
    return {
      id: createHash("md5").update(`domain ${this.runtime.next()}`).digest("hex"),
      accountId: zone.accountId,
      hostname,
      service,
      environment: "production",
      zoneId: zone.id,
      zoneName: zone.name,
      certId: this.around.certificates.order(hostname).id,
      recordId,
    };
  }

  #zoneFor(accountId: string, { hostname, zoneId, zoneName }: WorkerDomainInput, call: ApiCall): CloudflareZone {
    const { dns } = this.around;
    const zone =
      zoneId === undefined
        ? dns.zones.find(({ name }) => name === (zoneName ?? dns.zoneOf(hostname)?.name))
        : dns.find(zoneId);
    const fits = zone?.accountId === accountId && isInZone(hostname, zone.name);
    if (!fits || zone.name !== (zoneName ?? zone.name)) {
      const detail = `Hostname '${hostname}' is not in a zone of your account.`;
      throw new CloudflareError(100_114, detail, call);
    }
    return zone;
  }
}
