import type * as pulumi from "@pulumi/pulumi";

/** Who serves the policy: exactly one of these. */
export interface Host {
  /** S3 and CloudFront. */
  cloudfront?: CloudfrontHost;
  /** A Cloudflare Worker that holds the policy's exact bytes, under a custom domain. */
  worker?: WorkerHost;
  /** An object in a Cloudflare R2 bucket, under a custom domain. */
  r2?: R2Host;
  /** A host that somebody else runs. */
  external?: ExternalHost;
}

/** Who served the policy until now: exactly one of these. The others publish the name themselves, and a name has one such host. */
export interface PreviousHost {
  /** S3 and CloudFront. */
  cloudfront?: CloudfrontHost;
  /** A host that somebody else runs. */
  external?: ExternalHost;
}

/** A private S3 bucket behind CloudFront, with a certificate that renews by itself. It has no options. */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- other languages name it
export interface CloudfrontHost {}

/** Which Cloudflare account and zone host the Worker. */
export interface WorkerHost {
  /** The id of the Cloudflare account. */
  accountId: pulumi.Input<string>;
  /** The id of the Cloudflare zone that holds the domain: a custom domain exists only there. */
  zoneId: pulumi.Input<string>;
}

/** Which Cloudflare account and zone host the policy, and the key that writes its object. */
export interface R2Host {
  /** The id of the Cloudflare account. */
  accountId: pulumi.Input<string>;
  /** The id of the Cloudflare zone that holds the domain: a custom domain exists only there. */
  zoneId: pulumi.Input<string>;
  /** The id of an API token that may write the bucket's objects. */
  accessKeyId: pulumi.Input<string>;
  /** The SHA-256 of that token's value, in hex. Kept as a secret in the state. */
  secretAccessKey: pulumi.Input<string>;
}

/** Where somebody else serves the policy: `policyText` says what must be there before it is announced. */
export interface ExternalHost {
  /** The host name that `mta-sts.<domain>` is to point to, without a final dot. */
  target: pulumi.Input<string>;
}
