import { Fn, Token, propertyAccess, type IResolvable } from "../framework.js";
import { Resource, TaggableResource, type Tags } from "../resource.js";

/** An argument of all resources of S3 and ACM, from version 6 of the provider on. */
interface Regional {
  /** @default the provider's region */
  readonly region?: string;
}

export interface S3BucketArgs extends Regional {
  readonly bucket?: string;
  readonly bucket_prefix?: string;
  readonly force_destroy?: boolean;
  readonly tags?: Tags;
}

export class S3Bucket extends TaggableResource<S3BucketArgs> {
  static override readonly tfResourceType = "aws_s3_bucket";

  get arn(): string {
    return this.getStringAttribute("arn");
  }

  get bucketRegionalDomainName(): string {
    return this.getStringAttribute("bucket_regional_domain_name");
  }
}

export interface S3BucketPublicAccessBlockArgs extends Regional {
  readonly bucket: string;
  readonly block_public_acls?: boolean;
  readonly block_public_policy?: boolean;
  readonly ignore_public_acls?: boolean;
  readonly restrict_public_buckets?: boolean;
}

export class S3BucketPublicAccessBlock extends Resource<S3BucketPublicAccessBlockArgs> {
  static override readonly tfResourceType = "aws_s3_bucket_public_access_block";
}

export interface S3BucketOwnershipControlsArgs extends Regional {
  readonly bucket: string;
  readonly rule: { readonly object_ownership: string };
}

export class S3BucketOwnershipControls extends Resource<S3BucketOwnershipControlsArgs> {
  static override readonly tfResourceType = "aws_s3_bucket_ownership_controls";
}

export interface S3BucketPolicyArgs extends Regional {
  readonly bucket: string;
  /** JSON. */
  readonly policy: string;
}

export class S3BucketPolicy extends Resource<S3BucketPolicyArgs> {
  static override readonly tfResourceType = "aws_s3_bucket_policy";
}

export interface S3ObjectArgs extends Regional {
  readonly bucket: string;
  readonly key: string;
  readonly content?: string;
  readonly content_type?: string;
  readonly cache_control?: string;
  readonly etag?: string;
  readonly kms_key_id?: string;
  readonly storage_class?: string;
  readonly tags?: Tags;
}

export class S3Object extends TaggableResource<S3ObjectArgs> {
  static override readonly tfResourceType = "aws_s3_object";
}

export interface CloudfrontOriginAccessControlArgs {
  readonly name: string;
  readonly description?: string;
  readonly origin_access_control_origin_type: string;
  readonly signing_behavior: string;
  readonly signing_protocol: string;
}

export class CloudfrontOriginAccessControl extends Resource<CloudfrontOriginAccessControlArgs> {
  static override readonly tfResourceType = "aws_cloudfront_origin_access_control";
}

export interface CloudfrontDistributionArgs {
  readonly aliases?: readonly string[];
  readonly comment?: string;
  readonly enabled: boolean;
  readonly http_version?: string;
  readonly is_ipv6_enabled?: boolean;
  readonly price_class?: string;
  readonly wait_for_deployment?: boolean;
  readonly web_acl_id?: string;
  readonly origin: readonly CloudfrontOriginArgs[];
  readonly default_cache_behavior: CloudfrontCacheBehaviorArgs;
  readonly logging_config?: {
    readonly bucket: string;
    readonly include_cookies?: boolean;
    readonly prefix?: string;
  };
  readonly restrictions: {
    readonly geo_restriction: { readonly restriction_type: string; readonly locations?: readonly string[] };
  };
  readonly viewer_certificate: {
    readonly acm_certificate_arn?: string;
    readonly minimum_protocol_version?: string;
    readonly ssl_support_method?: string;
  };
  readonly tags?: Tags;
}

export interface CloudfrontOriginArgs {
  readonly origin_id: string;
  readonly domain_name: string;
  readonly origin_access_control_id?: string;
  readonly origin_path?: string;
}

export interface CloudfrontCacheBehaviorArgs {
  readonly target_origin_id: string;
  readonly viewer_protocol_policy: string;
  readonly allowed_methods: readonly string[];
  readonly cached_methods: readonly string[];
  readonly cache_policy_id?: string;
  readonly response_headers_policy_id?: string;
  readonly compress?: boolean;
}

export class CloudfrontDistribution extends TaggableResource<CloudfrontDistributionArgs> {
  static override readonly tfResourceType = "aws_cloudfront_distribution";

  get arn(): string {
    return this.getStringAttribute("arn");
  }

  get domainName(): string {
    return this.getStringAttribute("domain_name");
  }
}

export interface AcmCertificateArgs extends Regional {
  readonly domain_name: string;
  readonly validation_method: string;
  readonly key_algorithm?: string;
  readonly subject_alternative_names?: readonly string[];
  readonly tags?: Tags;
}

export class AcmCertificate extends TaggableResource<AcmCertificateArgs> {
  static override readonly tfResourceType = "aws_acm_certificate";

  get arn(): string {
    return this.getStringAttribute("arn");
  }

  /**
   * The name of the record that proves the domain to be ours, and what that points to, both with a final dot.
   *
   * One name, so one option. Never one record per option: how many resources there are may not depend on late values.
   */
  get validationRecord(): { readonly name: string; readonly value: string } {
    const options = Fn.tolist(this.interpolationForAttribute("domain_validation_options"));
    const only = Fn.element(options, 0) as IResolvable;
    const attribute = (name: string): string => Token.asString(propertyAccess(only, [name]));
    return { name: attribute("resource_record_name"), value: attribute("resource_record_value") };
  }
}

export interface AcmCertificateValidationArgs extends Regional {
  readonly certificate_arn: string;
  readonly validation_record_fqdns?: readonly string[];
}

export class AcmCertificateValidation extends Resource<AcmCertificateValidationArgs> {
  static override readonly tfResourceType = "aws_acm_certificate_validation";

  get certificateArn(): string {
    return this.getStringAttribute("certificate_arn");
  }
}

export interface Route53RecordArgs {
  readonly zone_id: string;
  readonly name: string;
  readonly type: string;
  readonly ttl?: number;
  readonly records?: readonly string[];
  readonly allow_overwrite?: boolean;
}

export class Route53Record extends Resource<Route53RecordArgs> {
  static override readonly tfResourceType = "aws_route53_record";

  get fqdn(): string {
    return this.getStringAttribute("fqdn");
  }
}
