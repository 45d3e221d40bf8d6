import { absent, free, holding, kept, oneOf, type ChildRules } from "./rules";

const caching = "an edge that keeps a copy serves an old policy under a new id";
const code = absent("code between the policy and a sender can change the answer");
const origin = kept("the policy is in this bucket");
const readable = kept("without it the distribution cannot read the policy");
const proof = kept("the certificate is issued for the policy host's name, by the proof that the component publishes");
const tls = "senders need TLS 1.2, and some know no later version (RFC 8461 §3.3, §7.1)";

/** What may change in a policy host on CloudFront. */
export const cloudfrontRules = {
  certificate: {
    why: "senders check the certificate against the policy host's name (RFC 8461 §3.3)",
    arguments: {
      domain_name: proof,
      validation_method: proof,
      region: kept("CloudFront takes certificates from us-east-1 only"),
      subject_alternative_names: absent("further names need further proofs, and the certificate would wait for them"),
      certificate_authority_arn: absent("senders trust no private certificate authority"),
      certificate_body: absent("an imported certificate does not renew by itself"),
      private_key: absent("an imported certificate does not renew by itself"),
    },
  },
  certificateValidation: {
    why: "the distribution waits for it until the certificate is issued",
    arguments: {},
  },
  originAccessControl: {
    why: "without it the distribution cannot read the policy",
    arguments: {
      name: free,
      description: free,
      origin_access_control_origin_type: readable,
      signing_behavior: readable,
      signing_protocol: readable,
    },
  },
  distribution: {
    why: "it decides what a sender is answered",
    arguments: {
      aliases: holding("the policy host's name", "senders ask for it (RFC 8461 §3.3)"),
      comment: free,
      enabled: kept("a disabled distribution answers nothing"),
      is_ipv6_enabled: free,
      http_version: free,
      staging: oneOf([false], "a staging distribution does not answer senders"),
      continuous_deployment_policy_id: absent("some senders would be answered by another distribution"),
      wait_for_deployment: oneOf([true], "the name must not lead to it before it answers"),
      "origin.domain_name": origin,
      "origin.origin_id": origin,
      "origin.origin_access_control_id": readable,
      "origin.origin_path": absent("senders fetch the policy at one path (RFC 8461 §3.3)"),
      "origin.custom_origin_config": absent("the policy is in a bucket"),
      "default_cache_behavior.target_origin_id": origin,
      "default_cache_behavior.viewer_protocol_policy": free,
      "default_cache_behavior.allowed_methods": holding("GET and HEAD", "senders use GET"),
      "default_cache_behavior.cached_methods": free,
      "default_cache_behavior.cache_policy_id": kept(caching),
      "default_cache_behavior.forwarded_values": absent(caching),
      "default_cache_behavior.min_ttl": absent(caching),
      "default_cache_behavior.default_ttl": absent(caching),
      "default_cache_behavior.max_ttl": absent(caching),
      "default_cache_behavior.compress": free,
      "default_cache_behavior.origin_request_policy_id": absent("S3 refuses requests with some of a sender's headers"),
      "default_cache_behavior.function_association": code,
      "default_cache_behavior.lambda_function_association": code,
      "default_cache_behavior.trusted_signers": absent("senders sign no request"),
      "default_cache_behavior.trusted_key_groups": absent("senders sign no request"),
      ordered_cache_behavior: absent("it would answer instead of the behavior that serves the policy"),
      "restrictions.geo_restriction.restriction_type": kept("mail comes from everywhere"),
      "restrictions.geo_restriction.locations": absent("mail comes from everywhere"),
      "viewer_certificate.acm_certificate_arn": kept("it is the certificate for the policy host's name"),
      "viewer_certificate.cloudfront_default_certificate": oneOf([false], "it is not for the policy host's name"),
      "viewer_certificate.iam_certificate_id": absent("it does not renew by itself"),
      "viewer_certificate.minimum_protocol_version": oneOf(
        ["TLSv1.2_2018", "TLSv1.2_2019", "TLSv1.2_2021", "TLSv1.2_2025"],
        tls,
      ),
      "viewer_certificate.ssl_support_method": free,
    },
  },
} as const satisfies Readonly<Record<string, ChildRules>>;

const account = kept("the account and the zone are options of the policy host");

/** What may change in a policy host at Cloudflare. */
export const cloudflareRules = {
  suffix: {
    why: "it keeps the names of two stacks in one account apart",
    arguments: {
      byte_length: {
        use: "limited",
        why: "it keeps the names of two stacks in one account apart",
        allowed: "a whole number of 4 or more",
        accepts: (value) => Number.isInteger(value) && Number(value) >= 4,
      },
    },
  },
  worker: {
    why: "it is what senders read",
    arguments: {
      account_id: account,
      script_name: kept("an upload replaces another Worker of the same name"),
      content: kept("the announced id is the hash of the bytes in it"),
      main_module: kept("it is the file that answers"),
      compatibility_date: free,
      content_file: absent("the code is the Worker's content"),
      body_part: absent("the code is a module"),
      assets: absent("assets answer before the code does"),
      keep_assets: absent("assets answer before the code does"),
    },
  },
  workerDomain: {
    why: "senders ask for the policy host's name (RFC 8461 §3.3)",
    arguments: {
      account_id: account,
      zone_id: account,
      service: kept("it is the Worker that holds the policy"),
      environment: oneOf(["production"], "the Worker that holds the policy is there"),
    },
  },
  r2Domain: {
    why: "senders ask for the policy host's name (RFC 8461 §3.3)",
    arguments: {
      account_id: account,
      zone_id: account,
      bucket_name: kept("it is the bucket that holds the policy"),
      enabled: kept("a disabled domain answers nothing"),
      min_tls: kept(tls),
    },
  },
} as const satisfies Readonly<Record<string, ChildRules>>;
