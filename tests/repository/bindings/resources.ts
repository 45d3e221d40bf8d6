import type { AcmCertificateConfig } from "@cdktf/provider-aws/lib/acm-certificate/index.js";
import type { AcmCertificateValidationConfig } from "@cdktf/provider-aws/lib/acm-certificate-validation/index.js";
import type { CloudfrontDistributionConfig } from "@cdktf/provider-aws/lib/cloudfront-distribution/index.js";
import type { CloudfrontOriginAccessControlConfig } from "@cdktf/provider-aws/lib/cloudfront-origin-access-control/index.js";
import type { AwsProviderConfig } from "@cdktf/provider-aws/lib/provider/index.js";
import type { Route53RecordConfig } from "@cdktf/provider-aws/lib/route53-record/index.js";
import type { S3BucketConfig } from "@cdktf/provider-aws/lib/s3-bucket/index.js";
import type { S3BucketOwnershipControlsConfig } from "@cdktf/provider-aws/lib/s3-bucket-ownership-controls/index.js";
import type { S3BucketPolicyConfig } from "@cdktf/provider-aws/lib/s3-bucket-policy/index.js";
import type { S3BucketPublicAccessBlockConfig } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block/index.js";
import type { S3ObjectConfig } from "@cdktf/provider-aws/lib/s3-object/index.js";
import type { DnsRecordConfig } from "@cdktf/provider-cloudflare/lib/dns-record/index.js";
import type { CloudflareProviderConfig } from "@cdktf/provider-cloudflare/lib/provider/index.js";
import type { R2BucketConfig } from "@cdktf/provider-cloudflare/lib/r2-bucket/index.js";
import type { R2CustomDomainConfig } from "@cdktf/provider-cloudflare/lib/r2-custom-domain/index.js";
import type { WorkersCustomDomainConfig } from "@cdktf/provider-cloudflare/lib/workers-custom-domain/index.js";
import type { WorkersScriptConfig } from "@cdktf/provider-cloudflare/lib/workers-script/index.js";
import type { IdConfig } from "@cdktf/provider-random/lib/id/index.js";
import type * as aws from "cdktf-mtasts/aws";
import type * as cloudflare from "cdktf-mtasts/cloudflare";
import type { Differences, Nothing } from "./compare.js";

/** Every type of arguments that the package exports, beside the bindings of its resource. */
export interface Compared {
  AcmCertificateArgs: Differences<aws.AcmCertificateArgs, AcmCertificateConfig>;
  AcmCertificateValidationArgs: Differences<aws.AcmCertificateValidationArgs, AcmCertificateValidationConfig>;
  CloudfrontDistributionArgs: Differences<aws.CloudfrontDistributionArgs, CloudfrontDistributionConfig>;
  CloudfrontOriginAccessControlArgs: Differences<
    aws.CloudfrontOriginAccessControlArgs,
    CloudfrontOriginAccessControlConfig
  >;
  Route53RecordArgs: Differences<aws.Route53RecordArgs, Route53RecordConfig>;
  S3BucketArgs: Differences<aws.S3BucketArgs, S3BucketConfig>;
  S3BucketOwnershipControlsArgs: Differences<aws.S3BucketOwnershipControlsArgs, S3BucketOwnershipControlsConfig>;
  S3BucketPolicyArgs: Differences<aws.S3BucketPolicyArgs, S3BucketPolicyConfig>;
  S3BucketPublicAccessBlockArgs: Differences<aws.S3BucketPublicAccessBlockArgs, S3BucketPublicAccessBlockConfig>;
  S3ObjectArgs: Differences<aws.S3ObjectArgs, S3ObjectConfig>;
  // The names of services are left open: there are three hundred, and more with each version. The other attribute is a text
  // to the provider, and Terraform makes one of a truth value.
  AwsProviderArgs: Differences<Omit<aws.AwsProviderArgs, "endpoints" | "skip_metadata_api_check">, AwsProviderConfig>;
  CloudflareDnsRecordArgs: Differences<cloudflare.CloudflareDnsRecordArgs, DnsRecordConfig>;
  CloudflareProviderArgs: Differences<cloudflare.CloudflareProviderArgs, CloudflareProviderConfig>;
  R2BucketArgs: Differences<cloudflare.R2BucketArgs, R2BucketConfig>;
  R2CustomDomainArgs: Differences<cloudflare.R2CustomDomainArgs, R2CustomDomainConfig>;
  R2ObjectArgs: Differences<cloudflare.R2ObjectArgs, S3ObjectConfig>;
  RandomIdArgs: Differences<cloudflare.RandomIdArgs, IdConfig>;
  WorkersCustomDomainArgs: Differences<cloudflare.WorkersCustomDomainArgs, WorkersCustomDomainConfig>;
  WorkersScriptArgs: Differences<cloudflare.WorkersScriptArgs, WorkersScriptConfig>;
}

export type None = Nothing<Compared[keyof Compared]>;
