import type * as pulumi from "@pulumi/pulumi";

/** Who keeps the zone: exactly one of these. */
export interface Dns {
  /** Amazon Route 53. */
  route53?: Route53Dns;
  /** Cloudflare DNS. */
  cloudflare?: CloudflareDns;
  /** Nobody here: no record is created, and `records` says what to add, in order. */
  manual?: ManualDns;
}

/** The zone that a domain leaves, and how far the move is. */
export interface PreviousDns {
  /** What was `dns` until now, with the same options. */
  dns: Dns;
  /** The longest TTL of the domain's NS records, in seconds, in the parent zone and in the zone itself. By default 172800 (two days). */
  nsTtl?: number;
  /**
   * When the parent zone was first seen to name the new name servers only, as `2026-11-01T12:00:00Z`. By default the NS records have not
   * changed yet.
   */
  delegatedSince?: string;
}

/** Which Route 53 zone takes the records. */
export interface Route53Dns {
  /** The id of the public hosted zone that holds the domain. */
  zoneId: pulumi.Input<string>;
  /**
   * Distinguishes the names of the record resources. Needed when a zone moves between two DNS providers of one kind, as to another
   * account. Set it with the new zone, and keep it afterwards. By default there is no suffix.
   */
  nameSuffix?: string;
}

/** Which Cloudflare zone takes the records. */
export interface CloudflareDns {
  /** The id of the zone that holds the domain. */
  zoneId: pulumi.Input<string>;
  /**
   * Distinguishes the names of the record resources. Needed when a zone moves between two DNS providers of one kind, as to another
   * account. Set it with the new zone, and keep it afterwards. By default there is no suffix.
   */
  nameSuffix?: string;
}

/** A zone that is kept elsewhere. It has no options. */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- other languages name it
export interface ManualDns {}
