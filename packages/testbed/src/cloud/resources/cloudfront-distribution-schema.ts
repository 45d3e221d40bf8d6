import { computed, optional, optionalComputed, required, type Schema, tags } from "../schema.js";

const protocols = [
  "SSLv3",
  "TLSv1",
  "TLSv1_2016",
  "TLSv1.1_2016",
  "TLSv1.2_2018",
  "TLSv1.2_2019",
  "TLSv1.2_2021",
  "TLSv1.2_2025",
  "TLSv1.3_2025",
];

const forwardedValues: Schema = {
  cookies: required("block", {
    nested: {
      forward: required("string", { oneOf: ["all", "none", "whitelist"] }),
      whitelisted_names: optional("set"),
    },
  }),
  headers: optional("set"),
  query_string: required("bool"),
  query_string_cache_keys: optional("list"),
};

const events = ["viewer-request", "viewer-response", "origin-request", "origin-response"];

const behavior: Schema = {
  allowed_methods: required("set"),
  cache_policy_id: optional("string"),
  cached_methods: required("set"),
  compress: optional("bool", { default: false }),
  default_ttl: optionalComputed("number"),
  field_level_encryption_id: optional("string"),
  forwarded_values: optional("block", { nested: forwardedValues }),
  function_association: optional("blocks", {
    nested: { event_type: required("string", { oneOf: events.slice(0, 2) }), function_arn: required("string") },
  }),
  grpc_config: optionalComputed("block", { nested: { enabled: optionalComputed("bool") } }),
  lambda_function_association: optional("blocks", {
    nested: {
      event_type: required("string", { oneOf: events }),
      include_body: optional("bool", { default: false }),
      lambda_arn: required("string"),
    },
  }),
  max_ttl: optionalComputed("number"),
  min_ttl: optional("number", { default: 0 }),
  origin_request_policy_id: optional("string"),
  realtime_log_config_arn: optional("string"),
  response_headers_policy_id: optional("string"),
  smooth_streaming: optional("bool"),
  target_origin_id: required("string"),
  trusted_key_groups: optionalComputed("list"),
  trusted_signers: optionalComputed("list"),
  viewer_protocol_policy: required("string", { oneOf: ["allow-all", "https-only", "redirect-to-https"] }),
};

const origin: Schema = {
  connection_attempts: optional("number", { default: 3 }),
  connection_timeout: optional("number", { default: 10 }),
  custom_header: optional("blocks", { nested: { name: required("string"), value: required("string") } }),
  custom_origin_config: optional("block", {
    nested: {
      http_port: required("number"),
      https_port: required("number"),
      origin_keepalive_timeout: optional("number", { default: 5 }),
      origin_protocol_policy: required("string", { oneOf: ["http-only", "https-only", "match-viewer"] }),
      origin_read_timeout: optional("number", { default: 30 }),
      origin_ssl_protocols: required("set"),
    },
  }),
  domain_name: required("string"),
  origin_access_control_id: optional("string"),
  origin_id: required("string"),
  origin_path: optional("string", { default: "" }),
  origin_shield: optional("block", { nested: { enabled: required("bool"), origin_shield_region: optional("string") } }),
  s3_origin_config: optional("block", { nested: { origin_access_identity: required("string") } }),
};

const geoRestriction: Schema = {
  locations: optionalComputed("set"),
  restriction_type: required("string", { oneOf: ["none", "whitelist", "blacklist"] }),
};

const viewerCertificate: Schema = {
  acm_certificate_arn: optional("string"),
  cloudfront_default_certificate: optional("bool"),
  iam_certificate_id: optional("string"),
  minimum_protocol_version: optional("string", { default: "TLSv1", oneOf: protocols }),
  ssl_support_method: optional("string", { oneOf: ["sni-only", "vip", "static-ip"] }),
};

/** Whose signatures the edges accept, by their keys. */
function trusted(who: string): Schema {
  const nested = { [who]: computed("string"), key_pair_ids: computed("set") };
  return { enabled: computed("bool"), items: computed("blocks", { nested }) };
}

const priceClasses = ["PriceClass_All", "PriceClass_200", "PriceClass_100", "None"];

export const distributionSchema: Schema = {
  ...tags,
  aliases: optional("set"),
  arn: computed("string"),
  caller_reference: computed("string"),
  comment: optional("string"),
  custom_error_response: optional("blocks", {
    nested: {
      error_caching_min_ttl: optional("number"),
      error_code: required("number"),
      response_code: optional("number"),
      response_page_path: optional("string"),
    },
  }),
  default_cache_behavior: required("block", { nested: behavior }),
  default_root_object: optional("string"),
  domain_name: computed("string"),
  enabled: required("bool"),
  etag: computed("string"),
  hosted_zone_id: computed("string"),
  http_version: optional("string", { default: "http2", oneOf: ["http1.1", "http2", "http3", "http2and3"] }),
  in_progress_validation_batches: computed("number"),
  is_ipv6_enabled: optional("bool", { default: false }),
  last_modified_time: computed("string"),
  logging_config: optional("block", {
    nested: {
      bucket: optional("string"),
      include_cookies: optional("bool", { default: false }),
      prefix: optional("string", { default: "" }),
    },
  }),
  logging_v1_enabled: computed("bool"),
  ordered_cache_behavior: optional("blocks", { nested: { path_pattern: required("string"), ...behavior } }),
  origin: required("blocks", { nested: origin }),
  price_class: optional("string", { default: "PriceClass_All", oneOf: priceClasses }),
  restrictions: required("block", { nested: { geo_restriction: required("block", { nested: geoRestriction }) } }),
  retain_on_delete: optional("bool", { default: false, local: true }),
  staging: optional("bool", { default: false, forceNew: true }),
  status: computed("string"),
  trusted_key_groups: computed("blocks", { nested: trusted("key_group_id") }),
  trusted_signers: computed("blocks", { nested: trusted("aws_account_number") }),
  viewer_certificate: required("block", { nested: viewerCertificate }),
  wait_for_deployment: optional("bool", { default: true, local: true }),
  web_acl_id: optional("string"),
};
