import type { Issue } from "@mtasts/core";
import { external, manualDns, type DnsProvider, type PolicyHost } from "pulumi-mtasts";
import { cloudfront, route53 } from "pulumi-mtasts/aws";
import { cloudflareDns, worker } from "pulumi-mtasts/cloudflare";
import { optionIssues, type OptionRules } from "pulumi-mtasts/remote";
import { r2WithKey } from "./r2-with-key.js";

/** What a name stands for. */
export interface Choice<T> {
  /** An example, as code. */
  readonly like: string;
  /** What is wrong with the options, which may be any value at run time. */
  readonly issues: (options: unknown) => readonly Issue[];
  /** Makes it from options that nothing is wrong with. */
  readonly make: (options: unknown) => T;
}

const route53Zone = "Z0123456789ABCDEFGHIJ";
const cloudflare = { accountId: "01a7362d577a6c3019a474fd6f485823", zoneId: "023e105f4ecef8ad9ca31a8372d0c353" };

const staying = {
  cloudfront: choice<PolicyHost>("cloudfront", {}, () => cloudfront()),
  external: choice<PolicyHost>("external", { target: "policies.provider.example" }, external),
};

/** The hosts and DNS providers that other languages can name, by the argument that takes them. */
export const choices = {
  host: {
    cloudfront: staying.cloudfront,
    worker: choice<PolicyHost>("worker", cloudflare, worker),
    r2: choice<PolicyHost>(
      "r2",
      { ...cloudflare, accessKeyId: "0a1b2c3d4e5f60718293a4b5c6d7e8f9", secretAccessKey: "the SHA-256 of a token" },
      r2WithKey,
    ),
    external: staying.external,
  },
  previousHost: staying,
  dns: {
    route53: choice<DnsProvider>("route53", { zoneId: route53Zone }, route53, { nameSuffix: true }),
    cloudflare: choice<DnsProvider>("cloudflare", { zoneId: cloudflare.zoneId }, cloudflareDns, {
      nameSuffix: true,
    }),
    manual: choice<DnsProvider>("manual", {}, () => manualDns()),
  },
} satisfies Readonly<Record<string, Readonly<Record<string, Choice<PolicyHost> | Choice<DnsProvider>>>>>;

/**
 * @param texts - The options, all of which are texts that must be given, each with an example.
 * @param make - Is given options that have just these.
 * @param more - Which options there may be in addition.
 */
function choice<T>(
  name: string,
  texts: Readonly<Record<string, string>>,
  make: (options: never) => T,
  more: Pick<OptionRules, "nameSuffix"> = {},
): Choice<T> {
  const options = Object.entries(texts).map(([option, example]) => `${option}: "${example}"`);
  const like = `{ ${name}: ${options.length === 0 ? "{}" : `{ ${options.join(", ")} }`} }`;
  return { like, issues: (given) => optionIssues(given, { texts, ...more }), make: (given) => make(given as never) };
}
