import { type ResourceType } from "../resource-type.js";
import { acmCertificateValidation } from "./acm-certificate-validation.js";
import { acmCertificate } from "./acm-certificate.js";
import { cloudflareDnsRecord } from "./cloudflare/dns-record.js";
import { cloudflareR2Bucket } from "./cloudflare/r2-bucket.js";
import { cloudflareR2CustomDomain } from "./cloudflare/r2-custom-domain.js";
import { cloudflareWorkersCustomDomain } from "./cloudflare/workers-custom-domain.js";
import { cloudflareWorkersScript } from "./cloudflare/workers-script.js";
import { cloudfrontDistribution } from "./cloudfront-distribution.js";
import { cloudfrontOriginAccessControl } from "./cloudfront-origin-access-control.js";
import { randomId } from "./random/random-id.js";
import { randomPet } from "./random/random-pet.js";
import { randomString } from "./random/random-string.js";
import { route53Record } from "./route53-record.js";
import { s3BucketOwnershipControls, s3BucketPolicy, s3BucketPublicAccessBlock } from "./s3-bucket-settings.js";
import { s3Bucket } from "./s3-bucket.js";
import { s3Object } from "./s3-object.js";

/** Every type that the emulated cloud knows. */
export const resourceTypes: readonly ResourceType[] = [
  acmCertificate,
  acmCertificateValidation,
  cloudflareDnsRecord,
  cloudflareR2Bucket,
  cloudflareR2CustomDomain,
  cloudflareWorkersCustomDomain,
  cloudflareWorkersScript,
  cloudfrontDistribution,
  cloudfrontOriginAccessControl,
  randomId,
  randomPet,
  randomString,
  route53Record,
  s3Bucket,
  s3BucketOwnershipControls,
  s3BucketPolicy,
  s3BucketPublicAccessBlock,
  s3Object,
];
