import type { DeploymentCode } from "../deployment-issue";

/** One attribute of one kind of resource that decides what senders see. */
export interface Facet {
  readonly resource: string;
  /** By its name in Terraform; Pulumi writes `cachePolicyId` for `cache_policy_id`. */
  readonly attribute: string;
  /** What a change of it can do to senders, for the reference page. */
  readonly means: string;
  /** What is reported where a plan introduces that. */
  readonly code: DeploymentCode;
  /** What is wrong then, without the value. */
  readonly problem: string;
}

function facet(...[resource, attribute, code, means, problem]: readonly [...Words, string, string]): Facet {
  return { resource, attribute, code, means, problem };
}

type Words = readonly [resource: string, attribute: string, code: DeploymentCode];

const DISTRIBUTION = "CloudFront distribution";
const OBJECT = "policy object";
const WORKER = "Worker script";
const NAME = "record at `mta-sts.<domain>`";
const TXT = "record at `_mta-sts.<domain>`";

/** Every attribute that the plan check reads, and what it is read for: the code judges by it, and the reference page shows it. */
export const facets = {
  disabled: facet(
    DISTRIBUTION,
    "enabled",
    "policy-unreachable",
    "`false`: the host answers no request",
    "the distribution is disabled, and senders cannot fetch the policy",
  ),
  staging: facet(
    DISTRIBUTION,
    "staging",
    "policy-unreachable",
    "`true`: the distribution answers no request for its aliases",
    "a staging distribution does not answer for its aliases",
  ),
  alias: facet(
    DISTRIBUTION,
    "aliases",
    "policy-unreachable",
    "without `mta-sts.<domain>`, requests for that name are refused",
    "the distribution no longer answers for the policy host's name",
  ),
  certificate: facet(
    DISTRIBUTION,
    "viewer_certificate",
    "policy-unreachable",
    "without a certificate for the name, senders refuse the connection",
    "the distribution has no certificate for the policy host's name",
  ),
  otherCertificate: facet(
    DISTRIBUTION,
    "viewer_certificate.acm_certificate_arn",
    "not-judged",
    "a certificate that the plan does not show may not cover the name",
    "the plan does not show whether the new certificate covers the policy host's name",
  ),
  geography: facet(
    DISTRIBUTION,
    "restrictions",
    "policy-unreachable",
    "a restriction by country refuses the senders there",
    "the distribution refuses senders by their country",
  ),
  signedOnly: facet(
    DISTRIBUTION,
    "default_cache_behavior.trusted_key_groups",
    "policy-unreachable",
    "with trusted signers, requests without a signature are refused",
    "the distribution answers signed requests only",
  ),
  rewriting: facet(
    DISTRIBUTION,
    "default_cache_behavior.function_association",
    "not-judged",
    "a function may answer in place of the object",
    "a function at the edge may change what senders get",
  ),
  firewall: facet(
    DISTRIBUTION,
    "web_acl_id",
    "not-judged",
    "a firewall may refuse senders",
    "a firewall may refuse senders",
  ),
  caching: facet(
    DISTRIBUTION,
    "default_cache_behavior.cache_policy_id",
    "policy-cached",
    "anything but CachingDisabled or a TTL of 0: an edge serves the old policy under the new id",
    "the distribution caches the policy, and edges serve the old one under a new id",
  ),
  origin: facet(
    DISTRIBUTION,
    "origin",
    "policy-unreachable",
    "another origin or path has no policy object",
    "the distribution's origin no longer holds the policy object",
  ),
  otherOrigin: facet(
    DISTRIBUTION,
    "origin.domain_name",
    "host-not-in-plan",
    "what another origin serves is not in the plan",
    "the distribution fetches the policy from an origin that this plan does not show",
  ),
  accessControl: facet(
    DISTRIBUTION,
    "origin.origin_access_control_id",
    "policy-unreachable",
    "without it, a private bucket refuses the distribution",
    "the distribution no longer signs its requests to the bucket",
  ),
  signing: facet(
    "origin access control",
    "signing_behavior",
    "policy-unreachable",
    "`never`: a private bucket refuses the distribution",
    "the distribution no longer signs its requests to the bucket",
  ),
  bucketPolicy: facet(
    "bucket policy",
    "policy",
    "policy-unreachable",
    "must let this distribution read the object",
    "the bucket policy does not let the distribution read the policy object",
  ),
  content: facet(
    OBJECT,
    "content",
    "policy-unreadable",
    "the bytes that senders get; empty or invalid, they have no policy",
    "what is served is not a valid policy",
  ),
  contentType: facet(
    OBJECT,
    "content_type",
    "policy-unreadable",
    "senders accept `text/plain` only",
    "the media type must be text/plain",
  ),
  contentEncoding: facet(
    OBJECT,
    "content_encoding",
    "policy-unreadable",
    "senders do not decompress",
    "the policy must be served without a content encoding",
  ),
  cacheControl: facet(
    OBJECT,
    "cache_control",
    "policy-cacheable",
    "without `no-store`, caches on the way may keep the policy",
    "caches between the host and senders may keep the policy",
  ),
  storageClass: facet(
    OBJECT,
    "storage_class",
    "policy-unreachable",
    "an archive class cannot be read",
    "an archived object cannot be read",
  ),
  encryption: facet(
    OBJECT,
    "server_side_encryption",
    "not-judged",
    "with a KMS key, its key policy must let the distribution decrypt",
    "the plan does not show whether the distribution may use the key",
  ),
  key: facet(
    OBJECT,
    "key",
    "policy-unreachable",
    "another key is another URL, and senders get 404",
    "no object is left at .well-known/mta-sts.txt",
  ),
  workerPolicy: facet(
    WORKER,
    "content",
    "policy-unreadable",
    "must hold the policy as a string literal",
    "the Worker no longer holds a valid policy",
  ),
  workerCode: facet(
    WORKER,
    "content (code)",
    "not-judged",
    "code around the policy that changes is not executed by the check",
    "the Worker's code changes, and the check does not run it",
  ),
  workerHeaders: facet(
    WORKER,
    "content (headers)",
    "policy-unreadable",
    "senders accept `text/plain` only",
    "the media type must be text/plain",
  ),
  service: facet(
    "Worker custom domain",
    "service",
    "policy-unreachable",
    "must be the Worker that holds the policy",
    "the custom domain leads to another Worker than the one with the policy",
  ),
  bucketName: facet(
    "R2 custom domain",
    "bucket_name",
    "policy-unreachable",
    "must be the bucket that holds the policy object",
    "the custom domain leads to a bucket without the policy object",
  ),
  domainDisabled: facet(
    "R2 custom domain",
    "enabled",
    "policy-unreachable",
    "`false`: the host answers no request",
    "the custom domain is disabled, and senders cannot fetch the policy",
  ),
  target: facet(
    NAME,
    "records, content, alias",
    "host-not-in-plan",
    "what another host serves is not in the plan",
    "the policy host's name leads to a host that this plan does not show",
  ),
  proxied: facet(
    NAME,
    "proxied",
    "host-not-in-plan",
    "`true`: Cloudflare answers with its own certificate and rules",
    "Cloudflare's proxy answers for the policy host's name",
  ),
  name: facet(
    NAME,
    "name, hostname, domain",
    "policy-unreachable",
    "another name leaves `mta-sts.<domain>` without a host",
    "the policy host's name is taken away",
  ),
  announcement: facet(
    TXT,
    "records, content",
    "record-unreadable",
    "must be exactly one valid record; none, garbage, or a second one switches MTA-STS off",
    "senders find no valid record, and take the domain for one without MTA-STS",
  ),
  announcedId: facet(
    TXT,
    "records, content (id)",
    "id-policy-mismatch",
    "must be the id of the bytes that are served once the plan is carried out",
    "the announced id is not that of the policy which is served",
  ),
  ttl: facet(
    TXT,
    "ttl",
    "record-ttl-changed",
    "waits of later steps count the TTL of the record that is replaced",
    "waits that are calculated from the old TTL no longer hold",
  ),
} as const satisfies Readonly<Record<string, Facet>>;

export type FacetName = keyof typeof facets;

/** What the plan check saw in one attribute of one resource, at one time. */
export interface Finding {
  readonly facet: FacetName;
  readonly address: string;
  /** The value, where it helps and is no secret. */
  readonly got?: string;
  /** Whether the plan leaves the value open, so that it cannot be judged. */
  readonly isOpen?: true;
  /** Whether the value is only left out, which harms a resource that had one. */
  readonly isMissing?: true;
}
