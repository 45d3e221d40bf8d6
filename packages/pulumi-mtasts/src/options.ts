import type * as pulumi from "@pulumi/pulumi";

/** The options of the two sorts of a host's children. */
export interface ChildOptions {
  /** For those that a sender meets, and those that they stand on. */
  readonly met: pulumi.CustomResourceOptions;
  /** For those that can be replaced without a sender noticing: never protected by this package. */
  readonly unmet: pulumi.CustomResourceOptions;
}

/** Sorts the options that a host was given, and adds its own provider, if it has one. */
export function childOptions(given: pulumi.CustomResourceOptions, provider?: pulumi.ProviderResource): ChildOptions {
  const met = provider === undefined ? given : { ...given, provider };
  const { protect, ...unmet } = met;
  return { met, unmet };
}
