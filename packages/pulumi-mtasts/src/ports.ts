import type { DnsRecord, Issue, PolicySite } from "@mtasts/core";
import type { Publication } from "@mtasts/core/adapter";
import type { ProviderZone } from "@mtasts/core/preflight";
import type * as pulumi from "@pulumi/pulumi";

/**
 * A pure function that takes the arguments of one child resource and returns those to use instead. It is called several times,
 * also before anything is created, when what other resources give is unknown.
 *
 * What outputs and waits depend on, such as a record's TTL, is read from what it returns. A change that would break what mail
 * depends on is refused before anything is created; `docs/reference/transforms.md` lists all of them.
 *
 * @example
 * import { cloudfront } from "pulumi-mtasts/aws";
 *
 * const host = cloudfront({
 *   transform: { distribution: (args) => ({ ...args, priceClass: "PriceClass_100" }) },
 * });
 */
export type Transform<T> = (args: T) => T;

/** The key of a DNS record among the children: `<component>-<key>` is the child's name. */
export type RecordKey = "certificate-record" | "host-record" | "sts-record" | "tls-rpt-record";

/** A DNS record to create. Its values may be known only while deploying; its kind is always known. */
export interface RecordInputs {
  /** Which of the component's records this is. */
  readonly key: RecordKey;
  /** The absolute name, without a final dot. */
  readonly name: pulumi.Input<string>;
  readonly type: DnsRecord["type"];
  /** The data: a host name without a final dot, or a text that is neither quoted nor split. */
  readonly value: pulumi.Input<string>;
  /** Seconds. */
  readonly ttl: pulumi.Input<number>;
}

/**
 * How preflight learns what exists already in the one zone that takes all records. What rejects, or takes more than two seconds, is
 * not known and never fails a deployment.
 */
export interface ZoneAccess {
  /** The id of the zone. */
  readonly zoneId: pulumi.Input<string>;
  /** Pulumi's type of a record, such as "aws:route53/record:Record". */
  readonly recordType: string;
  /**
   * How the id of a record looks for an import, for where it cannot be looked up. `<zone id>`, `<name>`, and `<type>` stand for
   * what is known of the record.
   */
  readonly idForm: string;
  /** What the provider says of the zone. */
  zone(zoneId: string, opts: pulumi.InvokeOptions): Promise<ProviderZone | undefined>;
  /**
   * The ids under which an import finds the records of one type at a name, and none where the zone has no such record: it is also
   * asked whether a zone that DNS does not show yet holds a copy of a record.
   */
  recordIds(
    zoneId: string,
    record: { readonly name: string; readonly type: string },
    opts: pulumi.InvokeOptions,
  ): Promise<readonly string[]>;
}

/**
 * Who keeps the domain's zone. Implement it for a provider that this package does not know.
 *
 * @typeParam R - The resource that a record becomes, or `undefined` where none is created.
 */
export interface DnsProvider<R extends pulumi.Resource | undefined = pulumi.Resource | undefined> {
  /** What is wrong with the provider's own options, if anything: the component refuses them before it creates anything. */
  readonly issues?: readonly Issue[];
  /**
   * How preflight learns what exists in the zone. Give it only if `record` creates every record in that zone, under the name given.
   *
   * @default - unknown: a record that exists already is reported, and refuses nothing in mode `warn`
   */
  readonly zoneAccess?: ZoneAccess;
  /** The id of the Cloudflare zone that takes the records, where it is one. */
  readonly cloudflareZoneId?: pulumi.Input<string>;
  /** The id of the zone that takes the records, of whichever provider. */
  readonly zoneId?: pulumi.Input<string>;
  /**
   * The engine's type of the records, such as `aws:route53/record:Record`, and the empty string where none is created. It shows
   * whether the records of the last deployment are this provider's.
   *
   * @default - unknown
   */
  readonly recordType?: string;
  /** A suffix that the component adds to its own name in the names of the records. It tells apart two zones of one provider. */
  readonly nameSuffix?: string;
  /**
   * Creates one record as a child.
   *
   * @param name - The child's name.
   * @param record - What to publish.
   * @param opts - The child's options: pass them on as they are.
   */
  record(name: string, record: RecordInputs, opts: pulumi.CustomResourceOptions): R;
  /**
   * How `record` would publish a record: the TTL after any transforms, and what is wrong with them. Called before anything is
   * created, with a plain TTL; names and values may be unknown.
   *
   * @default records are published with the TTL that is given
   */
  published?(record: RecordInputs): Publication;
}

/** What a policy host gives back. */
export interface Served<N extends object = object> {
  /** Where the CNAME at `mta-sts.<domain>` must point. Absent where the host publishes that name itself. */
  readonly target?: pulumi.Input<string>;
  /** All that must exist, and be up to date, before a sender may be told of the policy. */
  readonly ready: readonly pulumi.Resource[];
  /** The host's resources, by their keys. */
  readonly nodes: N;
}

/**
 * Who serves the policy over HTTPS. Implement it for a host that this package does not know.
 *
 * @typeParam N - The host's resources, by their keys.
 */
export interface PolicyHost<N extends object = object> {
  /** What is wrong with the host's own options, if anything: the component refuses them before it creates anything. */
  readonly issues?: readonly Issue[];
  /**
   * Whether it publishes `mta-sts.<domain>` itself, as a custom domain does: then it cannot stay beside its successor.
   *
   * @default false: it returns a `target`
   */
  readonly ownsName?: boolean;
  /**
   * A name that all hosts of this kind share. Two hosts of one kind have the same child names, so that one cannot stay alongside
   * the other.
   *
   * @default - unknown: any two hosts may stay side by side
   */
  readonly kind?: string;
  /**
   * Where an alias at `mta-sts.<domain>` leads that leads to this host: a host name, or `*.` and the domain of all such names. By
   * it the look before a deployment tells a host that moves while the policy changes. A host that `ownsName` has no alias.
   *
   * @default unknown: wherever the name leads, it is not taken for a move
   */
  readonly leadsTo?: pulumi.Input<string>;
  /**
   * The certificate authorities that may issue the host's certificate, as CAA records name them (RFC 8659): preflight reports
   * CAA records that allow none of them.
   *
   * @default unknown: CAA records are not compared
   */
  readonly authorities?: readonly string[];
  /** The id of the Cloudflare zone in which the host publishes its name itself. Another one than that of the records raises a warning. */
  readonly cloudflareZoneId?: pulumi.Input<string>;
  /**
   * What is wrong with the children that the host would create, such as a transform that changes the policy. Called before
   * anything is created; the component refuses errors with all else.
   *
   * @param site - What must be served, or `undefined` where that is not known yet.
   * @default nothing is wrong
   */
  issuesFor?(site: PolicySite | undefined): readonly Issue[];
  /**
   * Creates what serves the policy.
   *
   * @param name - The component's name: a child's is `<name>-<key>`.
   * @param site - What must be served where (RFC 8461 §3.2).
   * @param dns - For records that the host needs itself, such as a certificate's validation.
   * @param opts - The children's options: pass them on to each.
   */
  serve(name: string, site: pulumi.Output<PolicySite>, dns: DnsProvider, opts: pulumi.CustomResourceOptions): Served<N>;
}
