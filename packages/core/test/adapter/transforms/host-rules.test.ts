import { cloudflareRules, cloudfrontRules } from "../../../src/adapter/transforms/host-rules";
import { expectJudged, type Change } from "./expect-judged";

const behavior = { cache_policy_id: "4135ea2d", allowed_methods: ["GET", "HEAD"], target_origin_id: "policy" };
const certificate = { acm_certificate_arn: "arn", minimum_protocol_version: "TLSv1.2_2021" };

const refused: readonly Change[] = [
  ["certificate", { domain_name: "mta-sts.example.com" }, { domain_name: "example.com" }],
  ["certificate", { region: "us-east-1" }, { region: "eu-central-1" }],
  ["certificate", {}, { subject_alternative_names: ["example.com"] }],
  ["certificateValidation", { validation_record_fqdns: ["a"] }, { validation_record_fqdns: ["b"] }],
  ["originAccessControl", { signing_behavior: "always" }, { signing_behavior: "never" }],
  ["distribution", { enabled: true }, { enabled: false }],
  ["distribution", { aliases: ["mta-sts.example.com"] }, { aliases: [] }],
  ["distribution", { origin: [{ domain_name: "bucket" }] }, { origin: [{ domain_name: "other" }] }],
  [
    "distribution",
    { default_cache_behavior: behavior },
    { default_cache_behavior: { ...behavior, cache_policy_id: "1" } },
  ],
  [
    "distribution",
    { default_cache_behavior: behavior },
    { default_cache_behavior: { ...behavior, allowed_methods: ["HEAD"] } },
  ],
  [
    "distribution",
    { default_cache_behavior: behavior },
    { default_cache_behavior: { ...behavior, lambda_function_association: [{ event_type: "viewer-request" }] } },
  ],
  ["distribution", {}, { ordered_cache_behavior: [{ path_pattern: "*" }] }],
  [
    "distribution",
    { viewer_certificate: certificate },
    { viewer_certificate: { ...certificate, acm_certificate_arn: "b" } },
  ],
  [
    "distribution",
    { viewer_certificate: certificate },
    { viewer_certificate: { ...certificate, minimum_protocol_version: "TLSv1.1_2016" } },
  ],
  [
    "distribution",
    { restrictions: { geo_restriction: { restriction_type: "none" } } },
    { restrictions: { geo_restriction: { restriction_type: "whitelist", locations: ["DE"] } } },
  ],
  ["distribution", {}, { wait_for_deployment: false }],
  ["worker", { content: "export default {}" }, { content: "" }],
  ["worker", { main_module: "worker.mjs" }, { main_module: "index.js" }],
  ["worker", { script_name: "mta-sts-1" }, { script_name: "other" }],
  ["worker", {}, { assets: { directory: "public" } }],
  ["workerDomain", { hostname: "mta-sts.example.com" }, { hostname: "example.com" }],
  ["workerDomain", { service: "a" }, { service: "b" }],
  ["workerDomain", { environment: "production" }, { environment: "staging" }],
  ["r2Domain", { domain: "mta-sts.example.com" }, { domain: "example.com" }],
  ["r2Domain", { enabled: true }, { enabled: false }],
  ["r2Domain", { bucket_name: "a" }, { bucket_name: "b" }],
  ["r2Domain", { min_tls: "1.2" }, { min_tls: "1.3" }],
  ["suffix", { byte_length: 4 }, { byte_length: 1 }],
];

const allowed: readonly Change[] = [
  ["certificate", {}, { tags: { team: "mail" }, key_algorithm: "EC_prime256v1" }],
  ["originAccessControl", { name: "a", description: "b" }, { name: "c", description: "d" }],
  [
    "distribution",
    { comment: "a", aliases: ["mta-sts.example.com"], is_ipv6_enabled: true, http_version: "http2and3" },
    {
      comment: "b",
      aliases: ["mta-sts.example.com", "mta-sts.example.net"],
      is_ipv6_enabled: false,
      http_version: "http2",
      price_class: "PriceClass_100",
      web_acl_id: "arn",
      logging_config: { bucket: "logs" },
      tags: { team: "mail" },
    },
  ],
  [
    "distribution",
    { default_cache_behavior: { viewer_protocol_policy: "https-only", compress: false } },
    { default_cache_behavior: { viewer_protocol_policy: "redirect-to-https", compress: true } },
  ],
  [
    "distribution",
    { viewer_certificate: { minimum_protocol_version: "TLSv1.2_2021", ssl_support_method: "sni-only" } },
    { viewer_certificate: { minimum_protocol_version: "TLSv1.2_2019", ssl_support_method: "vip" } },
  ],
  ["worker", { compatibility_date: "2025-01-01" }, { compatibility_date: "2026-01-01", logpush: true }],
  ["suffix", { byte_length: 4 }, { byte_length: 8 }],
];

expectJudged({ ...cloudfrontRules, ...cloudflareRules }, { refused, allowed });
