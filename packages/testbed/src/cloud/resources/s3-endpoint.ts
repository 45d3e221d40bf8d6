import { ServiceError } from "../errors.js";
import { type Context } from "../resource-type.js";
import { type ObjectStore } from "../services/object-store.js";
import { type S3 } from "../services/s3.js";

type Services = Pick<Context, "s3" | "cloudflare" | "settings">;

/** What answers the provider's calls about objects: S3, or R2 where the provider's endpoint is that. */
export function objectsAt({ s3, cloudflare, settings }: Services): ObjectStore {
  return settings.r2Account === undefined ? s3 : cloudflare.r2.objectsOf(settings.r2Account);
}

/** S3 for calls about buckets; R2 has too few of them for the provider's resources to work there. */
export function bucketsAt({ s3, settings }: Services, operation: string): S3 {
  if (settings.r2Account === undefined) return s3;
  throw new ServiceError("NotImplemented", `${operation} not implemented`, { service: "S3", operation, status: 501 });
}

/** The account in R2's endpoint for S3's API; undefined where the endpoint is another one. */
export function r2AccountAt(endpoint: string): string | undefined {
  return /^https:\/\/([0-9a-f]{32})(?:\.(?:eu|fedramp))?\.r2\.cloudflarestorage\.com\/?$/.exec(endpoint)?.[1];
}
