import { Resource } from "../resource.js";

export interface CloudflareDnsRecordArgs {
  readonly zone_id: string;
  readonly name: string;
  readonly type: string;
  readonly ttl: number;
  readonly content?: string;
  readonly proxied?: boolean;
  readonly comment?: string;
  readonly tags?: readonly string[];
}

export class CloudflareDnsRecord extends Resource<CloudflareDnsRecordArgs> {
  static override readonly tfResourceType = "cloudflare_dns_record";
}

export interface WorkersScriptArgs {
  readonly account_id: string;
  readonly script_name: string;
  readonly content?: string;
  readonly main_module?: string;
  readonly compatibility_date?: string;
  readonly logpush?: boolean;
}

export class WorkersScript extends Resource<WorkersScriptArgs> {
  static override readonly tfResourceType = "cloudflare_workers_script";

  get scriptName(): string {
    return this.getStringAttribute("script_name");
  }
}

export interface WorkersCustomDomainArgs {
  readonly account_id: string;
  readonly zone_id: string;
  readonly hostname: string;
  readonly service: string;
  readonly environment: string;
}

export class WorkersCustomDomain extends Resource<WorkersCustomDomainArgs> {
  static override readonly tfResourceType = "cloudflare_workers_custom_domain";
}

export interface R2BucketArgs {
  readonly account_id: string;
  readonly name: string;
  readonly jurisdiction?: string;
  readonly location?: string;
  readonly storage_class?: string;
}

export class R2Bucket extends Resource<R2BucketArgs> {
  static override readonly tfResourceType = "cloudflare_r2_bucket";

  get name(): string {
    return this.getStringAttribute("name");
  }
}

export interface R2CustomDomainArgs {
  readonly account_id: string;
  readonly zone_id: string;
  readonly bucket_name: string;
  readonly domain: string;
  readonly enabled: boolean;
  readonly min_tls?: string;
  readonly ciphers?: readonly string[];
  readonly jurisdiction?: string;
}

export class R2CustomDomain extends Resource<R2CustomDomainArgs> {
  static override readonly tfResourceType = "cloudflare_r2_custom_domain";
}

/** Without tags, which R2 refuses. */
export interface R2ObjectArgs {
  readonly bucket: string;
  readonly key: string;
  readonly content?: string;
  readonly content_type?: string;
  readonly cache_control?: string;
  readonly etag?: string;
  readonly override_provider?: {
    readonly default_tags: { readonly tags: Readonly<Record<string, string>> };
  };
}

/** An object of R2, made by the AWS provider, since Cloudflare's has no resource for one. */
export class R2Object extends Resource<R2ObjectArgs> {
  static override readonly tfResourceType = "aws_s3_object";
}

export interface RandomIdArgs {
  readonly byte_length: number;
  readonly keepers?: Readonly<Record<string, string>>;
  readonly prefix?: string;
}

export class RandomId extends Resource<RandomIdArgs> {
  static override readonly tfResourceType = "random_id";

  get hex(): string {
    return this.getStringAttribute("hex");
  }
}
