import type { World } from "./twin";

type Make = (world: World) => object;

const account = { accountId: "01a7362d577a6c3019a474fd6f485823", zoneId: "023e105f4ecef8ad9ca31a8372d0c353" };

/** Every policy host, with and without providers of its own. */
export const hosts: Readonly<Record<string, Make>> = {
  cloudfront: ({ cloudfront }) => cloudfront(),
  "cloudfront in another account": ({ cloudfront, provider }) => cloudfront({ provider: provider("aws", "web") }),
  "cloudfront with version 5": ({ cloudfront, provider }) => cloudfront({ usEast1Provider: provider("aws", "east") }),
  "cloudfront with both": ({ cloudfront, provider }) =>
    cloudfront({ provider: provider("aws", "web"), usEast1Provider: provider("aws", "east") }),
  worker: ({ worker }) => worker(account),
  "worker in another account": ({ worker, provider }) =>
    worker({ ...account, provider: provider("cloudflare", "web") }),
  r2: ({ r2, r2ObjectProvider }) => r2({ ...account, objects: r2ObjectProvider() }),
  "r2 in another account": ({ r2, r2ObjectProvider, provider }) =>
    r2({ ...account, objects: r2ObjectProvider(), provider: provider("cloudflare", "web") }),
  external: ({ external }) => external({ target: "policies.provider.example" }),
};

/** Every DNS provider, with and without a provider of its own. */
export const dnsProviders: Readonly<Record<string, Make>> = {
  route53: ({ route53 }) => route53({ zoneId: "Z0123456789ABCDEFGHIJ" }),
  "route53 in another account": ({ route53, provider }) =>
    route53({ zoneId: "Z0123456789ABCDEFGHIJ", provider: provider("aws", "dns") }),
  cloudflareDns: ({ cloudflareDns }) => cloudflareDns({ zoneId: account.zoneId }),
  "cloudflareDns in another account": ({ cloudflareDns, provider }) =>
    cloudflareDns({ zoneId: account.zoneId, provider: provider("cloudflare", "dns") }),
  manualDns: ({ manualDns }) => manualDns(),
};

/** Moves from one host to another, and who keeps the zone meanwhile. */
export const moves: readonly (readonly [from: string, to: string, dns: string])[] = [
  ["cloudfront", "external", "route53"],
  ["cloudfront", "worker", "cloudflareDns"],
  ["cloudfront with version 5", "worker in another account", "cloudflareDns in another account"],
  ["external", "cloudfront", "manualDns"],
  ["external", "worker", "cloudflareDns"],
  ["external", "r2", "cloudflareDns"],
];

/** The arguments of a component that moves. */
export function argumentsForMove(
  [from, to, dns]: readonly [string, string, string],
  configuration: object,
): (world: World) => object {
  return (world) => ({ ...argumentsFor([to, dns], configuration)(world), previousHost: hosts[from]?.(world) });
}

/** Where the policy may be hosted, and the zone kept. */
export const places: readonly (readonly [host: string, dns: string])[] = Object.keys(hosts).flatMap((host) =>
  Object.keys(dnsProviders).map((dns) => [host, dns] as const),
);

/** The arguments of a component in that place. */
export function argumentsFor([host, dns]: readonly [string, string], configuration: object): (world: World) => object {
  return (world) => ({ ...configuration, host: hosts[host]?.(world), dns: dnsProviders[dns]?.(world) });
}
