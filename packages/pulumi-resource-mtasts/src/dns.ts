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

/** Which Route 53 zone takes the records. */
export interface Route53Dns {
  /** The id of the public hosted zone that holds the domain. */
  zoneId: pulumi.Input<string>;
}

/** Which Cloudflare zone takes the records. */
export interface CloudflareDns {
  /** The id of the zone that holds the domain. */
  zoneId: pulumi.Input<string>;
}

/** A zone that is kept elsewhere. It has no options. */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- other languages name it
export interface ManualDns {}
