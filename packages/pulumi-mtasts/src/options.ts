import type * as pulumi from "@pulumi/pulumi";

/** A child's options, with a provider of the host's own where it has one. */
export function withProvider(
  opts: pulumi.CustomResourceOptions,
  provider: pulumi.ProviderResource | undefined,
): pulumi.CustomResourceOptions {
  return provider === undefined ? opts : { ...opts, provider };
}
