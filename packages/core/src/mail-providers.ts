import { comparableHost } from "./domain";
import { providerFacts, type MailProviderKey, type ProviderFacts } from "./mail-provider-data";

/** The MX patterns for the customers of one mail provider. */
export interface MailProvider {
  /** The preset that it comes from, such as "microsoft365". */
  readonly key: MailProviderKey;
  /** The provider's own name, for people. */
  readonly name: string;
  /** MX patterns for a policy. */
  readonly mx: readonly string[];
  /** Where the hosts stand. */
  readonly source: string;
  /** `unverified` where the provider's own word was not found: compare with your MX records before the mode is `enforce`. */
  readonly confidence: ProviderFacts["confidence"];
}

/** The tenant's own host, or the zone of its hosts under `mx.microsoft`, which have inbound DANE. */
export type Microsoft365Options = { readonly host: string } | { readonly daneZone: `${string}-v1` };

/** Whether MX records of before 2023 with hosts under googlemail.com are to be covered too. */
export interface GoogleWorkspaceOptions {
  readonly withGooglemail: boolean;
}

export type ZohoDomain = "com" | "eu" | "in" | "com.au" | "jp" | "sa" | "com.cn" | "ca";
export type MimecastRegion = "us" | "usb" | "eu" | "de" | "au" | "ca" | "uk" | "za";
export type IonosDomain = "com" | "de" | "co.uk" | "es" | "fr" | "it";

/**
 * The MX patterns of mail providers, for `mx` in a configuration. Hosts change, so they are advice: what counts are the MX
 * records of the domain. A wildcard stands only where the provider documents it.
 *
 * @example
 * import { mailProviders, planDeployment } from "@mtasts/core";
 *
 * const plan = planDeployment({ domain: "example.com", mx: mailProviders.googleWorkspace().mx });
 */
export const mailProviders = {
  /** Exchange Online: every tenant's hosts, unless its own host or its zone with inbound DANE is given. */
  microsoft365: (options?: Microsoft365Options) => preset("microsoft365", microsoftPatterns(options)),
  /** The single host of today and the five of older domains; the oldest also have four under googlemail.com. */
  googleWorkspace: (options?: GoogleWorkspaceOptions) => preset("googleWorkspace", googlePatterns(options)),
  cloudflareEmailRouting: () => preset("cloudflareEmailRouting", ["*.mx.cloudflare.net"]),
  /** Amazon SES and WorkMail, by the region that receives. */
  amazonSes: ({ region }: { readonly region: string }) => preset("amazonSes", [`inbound-smtp.${region}.amazonaws.com`]),
  improvMx: () => preset("improvMx", numbered("mx", [1, 2], ".improvmx.com")),
  forwardEmail: () => preset("forwardEmail", numbered("mx", [1, 2], ".forwardemail.net")),
  goDaddy: () => preset("goDaddy", ["smtp.secureserver.net", "mailstore1.secureserver.net"]),
  titan: () => preset("titan", numbered("mx", [1, 2], ".titan.email")),
  flockmail: () => preset("flockmail", numbered("mx", [1, 2], ".flockmail.com")),
  resend: () => preset("resend", ["inbound-smtp.resend.com"]),
  mailgun: () => preset("mailgun", ["mxa.mailgun.org", "mxb.mailgun.org"]),
  sendGrid: () => preset("sendGrid", ["mx.sendgrid.net"]),
  ovh: () => preset("ovh", numbered("mx", [0, 1, 2, 3, 4], ".mail.ovh.net")),
  /** Proton has hosts of its own for senders with DANE; both belong in the policy. */
  proton: () => preset("proton", ["mail.protonmail.ch", "mailsec.protonmail.ch"]),
  /** Zoho, by the domain of the data centre, "ca" for zohocloud.ca. */
  zoho: ({ domain }: { readonly domain: ZohoDomain }) => {
    const base = domain === "ca" ? "zohocloud.ca" : `zoho.${domain}`;
    return preset("zoho", [`mx.${base}`, `mx2.${base}`, `mx3.${base}`]);
  },
  fastmail: () => preset("fastmail", numbered("in", [1, 2], "-smtp.messagingengine.com")),
  icloud: () => preset("icloud", numbered("mx0", [1, 2], ".mail.icloud.com")),
  mimecast: ({ region }: { readonly region: MimecastRegion }) =>
    preset(
      "mimecast",
      numbered(`${region}-smtp-inbound-`, [1, 2], region === "za" ? ".mimecast.co.za" : ".mimecast.com"),
    ),
  /** Proofpoint, by what stands between "mx0a-" and ".pphosted.com". */
  proofpoint: ({ id }: { readonly id: string }) =>
    preset("proofpoint", [`mx0a-${id}.pphosted.com`, `mx0b-${id}.pphosted.com`]),
  proofpointEssentials: ({ stack }: { readonly stack: string }) =>
    preset("proofpointEssentials", numbered("mx", [1, 2], `-${stack}.ppe-hosted.com`)),
  /** Barracuda Email Gateway Defense, by the number behind "d"; the country where the host names one, as "uk" and "de". */
  barracuda: ({ id, country }: { readonly id: string; readonly country?: string }) => {
    const base = country === undefined ? "ess" : `ess.${country}`;
    const dot = country === undefined ? "" : ".";
    return preset(
      "barracuda",
      ["a", "b"].map((side) => `d${id}${dot}${side}.${base}.barracudanetworks.com`),
    );
  },
  yandex360: () => preset("yandex360", ["mx.yandex.net"]),
  migadu: () => preset("migadu", numbered("aspmx", [1, 2], ".migadu.com")),
  tuta: () => preset("tuta", ["mail.tutanota.de"]),
  mailboxOrg: () => preset("mailboxOrg", numbered("mxext", [1, 2, 3], ".mailbox.org")),
  rackspace: () => preset("rackspace", numbered("mx", [1, 2], ".emailsrvr.com")),
  ionos: ({ domain }: { readonly domain: IonosDomain }) => preset("ionos", numbered("mx0", [0, 1], `.ionos.${domain}`)),
  gandi: () => preset("gandi", ["spool.mail.gandi.net", "fb.mail.gandi.net"]),
  namecheap: () => preset("namecheap", numbered("mx", [1, 2], ".privateemail.com")),
  hostinger: () => preset("hostinger", numbered("mx", [1, 2], ".hostinger.com")),
} as const satisfies Readonly<Record<MailProviderKey, (options: never) => MailProvider>>;

/**
 * The mail provider to which every one of the MX hosts belongs, with the tightest patterns that it documents for them.
 * `undefined` for a provider that is not known, for hosts of several, and for no host at all.
 *
 * @example
 * import { detectMailProvider } from "@mtasts/core";
 *
 * const provider = detectMailProvider(["contoso-com.h-v1.mx.microsoft."]);
 * const mx: readonly string[] = provider?.mx ?? []; // ["*.h-v1.mx.microsoft"]
 */
export function detectMailProvider(mxHosts: readonly string[]): MailProvider | undefined {
  const matches = mxHosts.map(findProvider);
  const [first] = matches;
  if (first === undefined || matches.some((match) => match?.key !== first.key)) return undefined;
  return preset(first.key, [...new Set(matches.flatMap((match) => match?.pattern ?? []))]);
}

/** The provider that an MX host belongs to, and the pattern that it documents for the host: else the host itself. */
export function findProvider(mxHost: string): { readonly key: MailProviderKey; readonly pattern: string } | undefined {
  const host = comparableHost(mxHost);
  const entry = ENTRIES.find(([, { hosts }]) => hosts.test(host));
  if (entry === undefined) return undefined;
  const [key, { wildcard }] = entry;
  return { key, pattern: wildcard?.test(host) === true ? `*${host.slice(host.indexOf("."))}` : host };
}

const ENTRIES = Object.entries(providerFacts) as readonly (readonly [MailProviderKey, ProviderFacts])[];

function preset(key: MailProviderKey, mx: readonly string[]): MailProvider {
  const { name, source, confidence } = providerFacts[key];
  return { key, name, mx, source, confidence };
}

function microsoftPatterns(options: Microsoft365Options | undefined): readonly string[] {
  if (options === undefined) return ["*.mail.protection.outlook.com"];
  // RFC 8461 §4.1: the wildcard is one label, so that "*.mx.microsoft" would match no tenant
  return ["host" in options ? options.host : `*.${options.daneZone}.mx.microsoft`];
}

function googlePatterns(options: GoogleWorkspaceOptions | undefined): readonly string[] {
  const current = ["smtp.google.com", "aspmx.l.google.com", "*.aspmx.l.google.com"];
  return options?.withGooglemail === true ? [...current, "*.googlemail.com"] : current;
}

function numbered(prefix: string, numbers: readonly number[], suffix: string): readonly string[] {
  return numbers.map((number) => `${prefix}${number}${suffix}`);
}
