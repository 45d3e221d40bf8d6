import { type ResourceType } from "../resource-type.js";
import { acmCertificateValidation } from "./acm-certificate-validation.js";
import { acmCertificate } from "./acm-certificate.js";
import { cloudfrontDistribution } from "./cloudfront-distribution.js";
import { cloudfrontOriginAccessControl } from "./cloudfront-origin-access-control.js";
import { route53Record } from "./route53-record.js";
import { s3BucketOwnershipControls, s3BucketPolicy, s3BucketPublicAccessBlock } from "./s3-bucket-settings.js";
import { s3Bucket } from "./s3-bucket.js";
import { s3Object } from "./s3-object.js";

/** Every type that the emulated AWS knows. */
export const awsResourceTypes: readonly ResourceType[] = [
  acmCertificate,
  acmCertificateValidation,
  cloudfrontDistribution,
  cloudfrontOriginAccessControl,
  route53Record,
  s3Bucket,
  s3BucketOwnershipControls,
  s3BucketPolicy,
  s3BucketPublicAccessBlock,
  s3Object,
];
