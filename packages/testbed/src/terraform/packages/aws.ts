import { accountOfRole, accountProblem, defaultAccount } from "../../cloud/account.js";
import { r2AccountAt } from "../../cloud/resources/s3-endpoint.js";
import { type ProviderSettings } from "../../cloud/resource-type.js";
import { optional, type Schema } from "../../cloud/schema.js";
import { type Attributes, block, blocks, flag, hasUnknown, text, textMap, texts, UNKNOWN } from "../../cloud/value.js";
import { type TerraformPackage } from "../provider-package.js";

const config: Schema = {
  access_key: optional("string"),
  allowed_account_ids: optional("set"),
  // Every role is let in; the account in its ARN is the one that the provider then works in.
  assume_role: optional("blocks", {
    nested: { external_id: optional("string"), role_arn: optional("string"), session_name: optional("string") },
  }),
  default_tags: optional("block", { nested: { tags: optional("map") } }),
  endpoints: optional("blocks", {
    nested: {
      acm: optional("string"),
      cloudfront: optional("string"),
      route53: optional("string"),
      s3: optional("string"),
      sts: optional("string"),
    },
  }),
  forbidden_account_ids: optional("set"),
  max_retries: optional("number"),
  profile: optional("string"),
  region: optional("string"),
  s3_use_path_style: optional("bool"),
  secret_key: optional("string"),
  shared_config_files: optional("list"),
  shared_credentials_files: optional("list"),
  skip_credentials_validation: optional("bool"),
  skip_metadata_api_check: optional("string"),
  skip_region_validation: optional("bool"),
  skip_requesting_account_id: optional("bool"),
  token: optional("string"),
};

export const awsPackage: TerraformPackage = {
  source: "hashicorp/aws",
  style: {
    plugin: "sdk",
    sets: new Set([
      "aws.endpoints",
      "aws_acm_certificate.domain_validation_options",
      "aws_cloudfront_distribution.custom_error_response",
      "aws_cloudfront_distribution.default_cache_behavior.function_association",
      "aws_cloudfront_distribution.default_cache_behavior.lambda_function_association",
      "aws_cloudfront_distribution.ordered_cache_behavior.function_association",
      "aws_cloudfront_distribution.ordered_cache_behavior.lambda_function_association",
      "aws_cloudfront_distribution.origin",
      "aws_cloudfront_distribution.origin.custom_header",
    ]),
    limits: {
      "aws_cloudfront_distribution.default_cache_behavior.function_association": 2,
      "aws_cloudfront_distribution.default_cache_behavior.lambda_function_association": 4,
      "aws_cloudfront_distribution.ordered_cache_behavior.function_association": 2,
      "aws_cloudfront_distribution.ordered_cache_behavior.lambda_function_association": 4,
      "aws_route53_record.alias": 1,
    },
  },
  config,
  configProblems,
  settingsOf,
  idAttributes: {},
  kept: {},
  foreseen: { aws_acm_certificate: certificateNames },
};

/** PROVIDER aws 5: a certificate's names are planned, and with them how many records will have to prove it. */
function certificateNames(given: Attributes): Attributes {
  const { domain_name: domainName, subject_alternative_names: alternatives, validation_method: method } = given;
  if (typeof domainName !== "string" || method !== "DNS" || hasUnknown(alternatives)) return {};
  const names = [...new Set([domainName, ...texts(given, "subject_alternative_names")])];
  const record: Attributes = {
    resource_record_name: UNKNOWN,
    resource_record_type: UNKNOWN,
    resource_record_value: UNKNOWN,
  };
  return {
    subject_alternative_names: names,
    domain_validation_options: names.map((domain_name) => ({ domain_name, ...record })),
  };
}

function configProblems(given: Attributes): readonly string[] {
  if (hasUnknown(given)) return [];
  const region = text(given, "region");
  const isRegion = /^[a-z]{2}(-[a-z]+)+-\d$/.test(region);
  return [
    ...(isRegion || (region !== "" && flag(given, "skip_region_validation")) ? [] : [`invalid AWS Region: ${region}`]),
    // Keys of R2 are none of AWS, which is what these two would ask.
    ...(r2AccountOf(given) === undefined ||
    (flag(given, "skip_credentials_validation") && flag(given, "skip_requesting_account_id"))
      ? []
      : ["validating provider credentials: retrieving caller identity from STS: InvalidClientTokenId"]),
    ...accountProblem(accountIn(given) ?? defaultAccount, {
      allowed: texts(given, "allowed_account_ids"),
      forbidden: texts(given, "forbidden_account_ids"),
    }),
  ];
}

function settingsOf(given: Attributes): ProviderSettings {
  const defaultTags = block(given, "default_tags");
  const r2Account = r2AccountOf(given);
  const account = accountIn(given);
  return {
    region: text(given, "region"),
    ...(account === undefined ? {} : { account }),
    ...(defaultTags === undefined ? {} : { defaultTags: textMap(defaultTags, "tags") }),
    ...(r2Account === undefined ? {} : { r2Account }),
  };
}

/** The account of the role that the provider assumes, the last one where it assumes several. */
function accountIn(given: Attributes): string | undefined {
  return accountOfRole(text(blocks(given, "assume_role").at(-1) ?? {}, "role_arn"));
}

/** The account whose R2 stands behind the S3 endpoint, where the provider is told to use that. */
function r2AccountOf(given: Attributes): string | undefined {
  return blocks(given, "endpoints")
    .map((endpoints) => r2AccountAt(text(endpoints, "s3")))
    .find((account) => account !== undefined);
}
