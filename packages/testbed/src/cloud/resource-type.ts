import { type Runtime } from "./runtime.js";
import { type Schema } from "./schema.js";
import { type Acm } from "./services/acm.js";
import { type Cloudflare } from "./services/cloudflare/index.js";
import { type CloudFront } from "./services/cloudfront.js";
import { type Route53 } from "./services/route53.js";
import { type S3 } from "./services/s3.js";
import { type Problem } from "./validate.js";
import { type Attributes } from "./value.js";

/** What a provider was configured with. */
export interface ProviderSettings {
  /** Empty for providers that know no regions. */
  readonly region: string;
  /** The AWS account that the provider's role belongs to. @default the account that `Runtime` names */
  readonly account?: string;
  readonly defaultTags?: Readonly<Record<string, string>>;
  /** The Cloudflare account whose R2 stands behind the provider's S3 endpoint. @default S3 itself does */
  readonly r2Account?: string;
}

/** What a resource's operations work on. */
export interface Context {
  readonly runtime: Runtime;
  readonly s3: S3;
  readonly acm: Acm;
  readonly cloudfront: CloudFront;
  readonly route53: Route53;
  readonly cloudflare: Cloudflare;
  readonly settings: ProviderSettings;
}

/** One kind of resource: its arguments, and what the provider does with the services to manage it. */
export interface ResourceType {
  /** Terraform's name of the type. */
  readonly type: string;
  readonly schema: Schema;
  /** Rules between arguments; those of single arguments are in the schema. */
  readonly check?: (config: Attributes) => readonly Problem[];
  /** Computed attributes that will change along with the arguments named. */
  readonly unsettled?: (changed: ReadonlySet<string>) => readonly string[];
  /** Makes the resource and returns its id. */
  readonly create: (context: Context, planned: Attributes) => Promise<string>;
  /** The resource's attributes as the services tell them, or undefined where it is gone. */
  readonly read: (context: Context, id: string, state: Attributes) => Attributes | undefined;
  /** Absent where every change replaces. Returns the id if it changed. */
  readonly update?: (context: Context, id: string, change: Update) => Promise<string | undefined>;
  readonly delete: (context: Context, id: string, state: Attributes) => Promise<void>;
  /** The attributes that an import id tells, for the first read; undefined where the id is malformed. */
  readonly importState?: (id: string) => { readonly id: string; readonly state: Attributes } | undefined;
}

export interface Update {
  readonly planned: Attributes;
  readonly prior: Attributes;
}
