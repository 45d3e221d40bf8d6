import type { TerraformProvider } from "./framework.js";
import type { ChildOptions } from "./ports.js";

/** A child's options, with a provider of the host's own where it has one. */
export function withProvider(opts: ChildOptions, provider: TerraformProvider | undefined): ChildOptions {
  return provider === undefined ? opts : { ...opts, provider };
}
