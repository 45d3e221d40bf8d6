/** @ts-ignore Optional: absent where it is not used, also for a compiler that checks declarations. */
import type * as awsProvider from "@pulumi/aws/provider.js";
import * as pulumi from "@pulumi/pulumi";
import { loadOptionalPeer } from "../optional-peer.js";

/** How the S3 API of an R2 account is reached. */
export interface R2ObjectProviderArgs {
  readonly accountId: pulumi.Input<string>;
  /** The id of an API token that may write the bucket's objects. */
  readonly accessKeyId: pulumi.Input<string>;
  /** The SHA-256 of that token's value, in hex. */
  readonly secretAccessKey: pulumi.Input<string>;
}

/**
 * An AWS provider that speaks to Cloudflare R2: nothing of AWS is asked, and no checksum is sent that R2 does not know.
 *
 * @throws pulumi.RunError where `@pulumi/aws` is not installed.
 */
export function r2ObjectProvider(
  name: string,
  { accountId, accessKeyId, secretAccessKey }: R2ObjectProviderArgs,
  opts?: pulumi.ResourceOptions,
): awsProvider.Provider {
  const { Provider: AwsProvider } = loadOptionalPeer(
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- only those who use R2 need the package
    () => require("@pulumi/aws/provider.js") as typeof awsProvider,
    "@pulumi/aws",
    "an object on R2",
  );
  return new AwsProvider(
    name,
    {
      accessKey: accessKeyId,
      secretKey: secretAccessKey,
      // PROVIDER aws 6: early versions type the region as one of those that they know.
      region: "auto" as NonNullable<awsProvider.ProviderArgs["region"]>,
      endpoints: [{ s3: pulumi.interpolate`https://${accountId}.r2.cloudflarestorage.com` }],
      s3UsePathStyle: true,
      skipCredentialsValidation: true,
      skipMetadataApiCheck: true,
      skipRegionValidation: true,
      skipRequestingAccountId: true,
    },
    opts,
  );
}
