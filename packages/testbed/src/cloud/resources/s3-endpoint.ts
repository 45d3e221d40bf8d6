import { accountOf } from "../account.js";
import { ServiceError } from "../errors.js";
import { type Context } from "../resource-type.js";
import { type ObjectStore } from "../services/object-store.js";
import { type S3 } from "../services/s3.js";

type Services = Pick<Context, "s3" | "cloudflare" | "settings" | "runtime">;

/** What answers the provider's calls about objects: S3, or R2 where the provider's endpoint is that. */
export function objectsAt(context: Services, bucket: string, operation: string): ObjectStore {
  const { s3, cloudflare, settings } = context;
  if (settings.r2Account !== undefined) return cloudflare.r2.objectsOf(settings.r2Account);
  s3.authorize(bucket, accountOf(context), operation);
  return s3;
}

/** S3 for calls about buckets; R2 has too few of them for the provider's resources to work there. */
export function bucketsAt(context: Services, bucket: string, operation: string): S3 {
  const { s3, settings } = context;
  if (settings.r2Account === undefined) {
    s3.authorize(bucket, accountOf(context), operation);
    return s3;
  }
  throw new ServiceError("NotImplemented", `${operation} not implemented`, { service: "S3", operation, status: 501 });
}

/** The account in R2's endpoint for S3's API; undefined where the endpoint is another one. */
export function r2AccountAt(endpoint: string): string | undefined {
  return /^https:\/\/([0-9a-f]{32})(?:\.(?:eu|fedramp))?\.r2\.cloudflarestorage\.com\/?$/.exec(endpoint)?.[1];
}
