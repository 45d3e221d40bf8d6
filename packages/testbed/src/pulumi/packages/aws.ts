import { accountOfRole, accountProblem, defaultAccount } from "../../cloud/account.js";
import { r2AccountAt } from "../../cloud/resources/s3-endpoint.js";
import { type ProviderSettings } from "../../cloud/resource-type.js";
import { type Attributes, isAbsent, isList, isObject, text, textMap, texts, type Value } from "../../cloud/value.js";
import { type ProviderPackage } from "../provider-package.js";
import { awsInvokes } from "./aws-invokes.js";

export const awsPackage: ProviderPackage = {
  name: "aws",
  version: "7.48.0",
  types: {
    "aws:acm/certificate:Certificate": "aws_acm_certificate",
    "aws:acm/certificateValidation:CertificateValidation": "aws_acm_certificate_validation",
    "aws:cloudfront/distribution:Distribution": "aws_cloudfront_distribution",
    "aws:cloudfront/originAccessControl:OriginAccessControl": "aws_cloudfront_origin_access_control",
    "aws:route53/record:Record": "aws_route53_record",
    "aws:s3/bucket:Bucket": "aws_s3_bucket",
    "aws:s3/bucketObjectv2:BucketObjectv2": "aws_s3_object",
    "aws:s3/bucketOwnershipControls:BucketOwnershipControls": "aws_s3_bucket_ownership_controls",
    "aws:s3/bucketPolicy:BucketPolicy": "aws_s3_bucket_policy",
    "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": "aws_s3_bucket_public_access_block",
  },
  invokes: awsInvokes,
  autoNames: {
    aws_s3_bucket: { property: "bucket", randomSuffix: true, maxLength: 63, lowerCase: true },
    aws_s3_object: { property: "key", randomSuffix: false, maxLength: 1024, lowerCase: false },
    aws_cloudfront_origin_access_control: { property: "name", randomSuffix: true, maxLength: 64, lowerCase: false },
  },
  configProblems,
  settingsOf,
};

const missingRegion =
  "Missing region information\nMake sure you have set your AWS region, e.g. `pulumi config set aws:region us-west-2`.";

function configProblems(config: Attributes): readonly string[] {
  if (isAbsent(config["region"]) || config["region"] === "") return [missingRegion];
  const region = text(config, "region");
  const skips = (check: string): boolean => parsed(config[check]) === true;
  const isRegion = region === "" || /^[a-z]{2}(-[a-z]+)+-\d$/.test(region);
  return [
    ...(isRegion || skips("skipRegionValidation") ? [] : [`Invalid AWS Region: ${region}`]),
    // Keys of R2 are none of AWS, which is what these two would ask.
    ...(r2AccountOf(config) === undefined || (skips("skipCredentialsValidation") && skips("skipRequestingAccountId"))
      ? []
      : ["Invalid credentials configured: operation error STS: GetCallerIdentity, InvalidClientTokenId"]),
    ...accountProblem(accountIn(config) ?? defaultAccount, {
      allowed: texts({ ids: parsed(config["allowedAccountIds"]) }, "ids"),
      forbidden: texts({ ids: parsed(config["forbiddenAccountIds"]) }, "ids"),
    }),
  ];
}

/** The settings in a provider's inputs, in which everything but a string arrives as JSON. */
function settingsOf(config: Attributes): ProviderSettings {
  const defaultTags = parsed(config["defaultTags"]);
  const r2Account = r2AccountOf(config);
  const account = accountIn(config);
  return {
    region: text(config, "region"),
    ...(account === undefined ? {} : { account }),
    ...(isObject(defaultTags) ? { defaultTags: textMap(defaultTags, "tags") } : {}),
    ...(r2Account === undefined ? {} : { r2Account }),
  };
}

/** The account of the role that the provider assumes, the last one where it assumes several. */
function accountIn(config: Attributes): string | undefined {
  const roles = parsed(config["assumeRoles"]);
  const role = isList(roles) ? roles.filter(isObject).at(-1) : undefined;
  return role === undefined ? undefined : accountOfRole(text(role, "roleArn"));
}

/** The account in R2's endpoint, where the provider is told to use that for S3. */
function r2AccountOf(config: Attributes): string | undefined {
  const endpoints = parsed(config["endpoints"]);
  const [first] = isList(endpoints) ? endpoints.filter(isObject) : [];
  return first === undefined ? undefined : r2AccountAt(text(first, "s3"));
}

function parsed(value: Value): Value {
  if (typeof value !== "string" || value === "") return value;
  return JSON.parse(value) as Value;
}
