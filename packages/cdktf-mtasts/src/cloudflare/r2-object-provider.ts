import type { Construct } from "constructs";
import { AwsProvider } from "../aws/provider.js";
import type { ProviderOptions } from "../provider.js";

/** How the S3 API of an R2 account is reached. */
export interface R2ObjectProviderArgs {
  readonly accountId: string;
  /** The id of an API token that may write the bucket's objects. */
  readonly accessKeyId: string;
  /** The SHA-256 of that token's value, in hex. */
  readonly secretAccessKey: string;
}

/**
 * An AWS provider that speaks to Cloudflare R2: nothing of AWS is asked, and no checksum is sent that R2 does not know.
 *
 * It has an alias, by default its id, so that nothing else of the stack takes it for the provider of AWS.
 */
export function r2ObjectProvider(
  scope: Construct,
  id: string,
  { accountId, accessKeyId, secretAccessKey }: R2ObjectProviderArgs,
  options: ProviderOptions = {},
): AwsProvider {
  return new AwsProvider(
    scope,
    id,
    {
      access_key: accessKeyId,
      secret_key: secretAccessKey,
      region: "auto",
      endpoints: [{ s3: `https://${accountId}.r2.cloudflarestorage.com` }],
      s3_use_path_style: true,
      skip_credentials_validation: true,
      skip_metadata_api_check: true,
      skip_region_validation: true,
      skip_requesting_account_id: true,
    },
    { alias: id, ...options },
  );
}
