import type { DnsRecord, Issue, PolicySite } from "@mtasts/core";
import type { Publication } from "@mtasts/core/adapter";
import type { Construct } from "constructs";
import type { ITerraformDependable, TerraformMetaArguments, TerraformResource } from "./framework.js";

/**
 * A pure function that takes the arguments of one child resource and returns those to use instead. It is called several times,
 * also before anything is created, when what other resources give is unknown.
 *
 * What outputs and waits depend on, such as a record's TTL, is read from what it returns. A change that would break what mail
 * depends on is refused before anything is created; `docs/reference/transforms.md` lists all of them.
 *
 * @example
 * import { cloudfront } from "cdktf-mtasts/aws";
 *
 * const host = cloudfront({
 *   transform: { distribution: (args) => ({ ...args, price_class: "PriceClass_100" }) },
 * });
 */
export type Transform<T> = (args: T) => T;

/** The meta-arguments of a child. */
export type ChildOptions = Pick<TerraformMetaArguments, "dependsOn" | "lifecycle" | "provider">;

/** The key of a DNS record among the children, and the child's id. */
export type RecordKey = "certificate-record" | "host-record" | "sts-record" | "tls-rpt-record";

/** A DNS record to create. Its name and its value may be tokens; its kind is always known. */
export interface RecordInputs {
  /** Which of the construct's records this is: the id of the child. */
  readonly key: RecordKey;
  /** The absolute name, without a final dot. */
  readonly name: string;
  readonly type: DnsRecord["type"];
  /** The data: a host name without a final dot, or a text that is neither quoted nor split. A text is never a token. */
  readonly value: string;
  /** Seconds. */
  readonly ttl: number;
}

/**
 * Who keeps the domain's zone. Implement it for a provider that this package does not know.
 *
 * @typeParam R - The resource that a record becomes, or `undefined` where none is created.
 */
export interface DnsProvider<R extends TerraformResource | undefined = TerraformResource | undefined> {
  /** What is wrong with the provider's own options, if anything: the construct refuses them before it creates anything. */
  readonly issues?: readonly Issue[];
  /** The id of the Cloudflare zone that takes the records, where it is one. */
  readonly cloudflareZoneId?: string;
  /**
   * Terraform's type of the records, such as `aws_route53_record`, and the empty string where none is created.
   *
   * @default - unknown
   */
  readonly recordType?: string;
  /** The id of a scope in which the construct has the records made. It tells apart two zones of one provider. */
  readonly nameSuffix?: string;
  /**
   * Creates one record as a child.
   *
   * @param scope - The construct: the child's id is `record.key`.
   * @param record - What to publish.
   * @param opts - The child's meta-arguments: pass them on as they are.
   */
  record(scope: Construct, record: RecordInputs, opts: ChildOptions): R;
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
  readonly target?: string;
  /** All that must exist, and be up to date, before a sender may be told of the policy. */
  readonly ready: readonly ITerraformDependable[];
  /** The host's resources, by their keys. */
  readonly nodes: N;
}

/**
 * Who serves the policy over HTTPS. Implement it for a host that this package does not know.
 *
 * @typeParam N - The host's resources, by their keys.
 */
export interface PolicyHost<N extends object = object> {
  /** What is wrong with the host's own options, if anything: the construct refuses them before it creates anything. */
  readonly issues?: readonly Issue[];
  /**
   * Whether it publishes `mta-sts.<domain>` itself, as a custom domain does: then it cannot stay beside its successor.
   *
   * @default false: it returns a `target`
   */
  readonly ownsName?: boolean;
  /**
   * A name that all hosts of this kind share. Two hosts of one kind have the same child ids, so that one cannot stay alongside
   * the other.
   *
   * @default - unknown: any two hosts may stay side by side
   */
  readonly kind?: string;
  /**
   * Where an alias at `mta-sts.<domain>` leads that leads to this host: a host name, or `*.` and the domain of all such names.
   * `mtasts check --plan` compares it with the live name if the host is, or takes over from, a `previousHost`. May be a token. A
   * host that `ownsName` has no alias.
   *
   * @default unknown: wherever the name leads, it is not taken for a move
   */
  readonly leadsTo?: string;
  /** The id of the Cloudflare zone in which the host publishes its name itself. Another one than that of the records raises a warning. */
  readonly cloudflareZoneId?: string;
  /**
   * What is wrong with the children that the host would create, such as a transform that changes the policy. Called before
   * anything is created; the construct refuses errors with all else.
   *
   * @param site - What must be served, or `undefined` where that is not known yet.
   * @default nothing is wrong
   */
  issuesFor?(site: PolicySite | undefined): readonly Issue[];
  /**
   * Creates what serves the policy.
   *
   * @param scope - The construct: each child has its key as its id.
   * @param site - What must be served where (RFC 8461 §3.2).
   * @param dns - For records that the host needs itself, such as a certificate's validation.
   * @param opts - The children's meta-arguments: pass them on to each.
   */
  serve(scope: Construct, site: PolicySite, dns: DnsProvider, opts: ChildOptions): Served<N>;
}
