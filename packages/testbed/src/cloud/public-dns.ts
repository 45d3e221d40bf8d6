import { type Stores } from "./kept.js";
import { type Restore } from "./saved.js";
import { type CloudflareDns } from "./services/cloudflare/dns.js";
import { publicSets } from "./services/cloudflare/public-view.js";
import { recordKey, type RecordSet, type Route53 } from "./services/route53.js";

/** Whose name servers a zone can be delegated to. */
export type DnsHost = "route53" | "cloudflare";

/** A zone as the public sees it. */
export interface PublicZone {
  readonly host: DnsHost;
  readonly name: string;
  readonly records: ReadonlyMap<string, RecordSet>;
}

/** The public DNS: each zone is answered for by the one that it is delegated to. */
export class PublicDns {
  #preferred: DnsHost;
  /**
   * Mail hosts by domain, answered where a zone has no MX record of its own: a domain has some before its MTA-STS is deployed, and they
   * are in nobody's program.
   */
  readonly mailHosts = new Map<string, { readonly hosts: readonly string[] }>();

  /** `preferred`: who answers for a zone that both have, until it is delegated to the other one. */
  constructor(
    private readonly route53: Route53,
    private readonly cloudflare: CloudflareDns,
    preferred: DnsHost,
  ) {
    this.#preferred = preferred;
  }

  /** Changes the NS records of the zones that both have. */
  delegate(host: DnsHost): void {
    this.#preferred = host;
  }

  /** The same DNS as a resolver sees it whose NS records of these zones name this host, whatever has changed since. */
  seenFrom(host: DnsHost): PublicDns {
    return new PublicDns(this.route53, this.cloudflare, host);
  }

  get stores(): Stores {
    return { mailHosts: this.mailHosts };
  }

  /** Remembers the delegation; the function returned brings it back. */
  save(): Restore {
    const preferred = this.#preferred;
    return () => {
      this.#preferred = preferred;
    };
  }

  /** The zone that answers for the name: the closest one above it. */
  authority(name: string): PublicZone | undefined {
    const ours = this.route53.authority(name);
    const theirs = this.cloudflare.zoneOf(name);
    const depth = (ours?.name.length ?? 0) - (theirs?.name.length ?? 0);
    const host = depth === 0 ? this.#preferred : depth > 0 ? "route53" : "cloudflare";
    if (host === "route53") return ours && { host, name: ours.name, records: ours.records };
    return theirs && { host, name: theirs.name, records: publicSets(theirs, this.cloudflare.flattened.has(theirs.id)) };
  }

  /** What the public DNS holds at the name. */
  visible(name: string, type: string): RecordSet | undefined {
    return this.authority(name)?.records.get(recordKey(name, type));
  }
}
