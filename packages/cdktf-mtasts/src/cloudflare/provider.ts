import { Provider } from "../provider.js";

/** The arguments of the Cloudflare provider. */
export interface CloudflareProviderArgs {
  readonly api_token?: string;
  readonly base_url?: string;
}

/**
 * The Cloudflare provider, for stacks that have no bindings of it.
 *
 * @example
 * import { CloudflareProvider, RandomProvider } from "cdktf-mtasts/cloudflare";
 * import { TerraformStack, type App } from "cdktf";
 *
 * export function stack(app: App): TerraformStack {
 *   const mail = new TerraformStack(app, "mail");
 *   new CloudflareProvider(mail, "cloudflare", {}, { version: "~> 5.9" });
 *   new RandomProvider(mail, "random");
 *   return mail;
 * }
 */
export class CloudflareProvider extends Provider<CloudflareProviderArgs> {
  static override readonly source = "cloudflare/cloudflare";
}

/** The provider of random values, which make names at Cloudflare a stack's own. */
export class RandomProvider extends Provider {
  static override readonly source = "hashicorp/random";
}
