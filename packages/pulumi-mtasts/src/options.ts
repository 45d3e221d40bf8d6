import type * as pulumi from "@pulumi/pulumi";

/** A child's options, with a provider of the host's own where it has one. */
export function withProvider(
  opts: pulumi.CustomResourceOptions,
  provider: pulumi.ProviderResource | undefined,
): pulumi.CustomResourceOptions {
  return provider === undefined ? opts : { ...opts, provider };
}

/**
 * What a component's `retainOnDelete` means for its children: the SDK passes on providers, protection, aliases and
 * transforms by itself, but not this one.
 */
export function retention({ retainOnDelete }: pulumi.ComponentResourceOptions): pulumi.CustomResourceOptions {
  return retainOnDelete === undefined ? {} : { retainOnDelete };
}
