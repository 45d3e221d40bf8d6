import type { Ports } from "@mtasts/check";
import { detectMailProvider, mailProviders, mxHosts, type MailProvider, type MailProviderKey } from "@mtasts/core";
import { undone, wrongUsage } from "./exit-code";

/** MX patterns, and where they are from. */
export interface MxSource {
  readonly mx: readonly string[];
  readonly remarks: readonly string[];
  /** Whether the provider's own word for them was not found. */
  readonly isUnverified?: boolean;
}

/** What each provider has to be told, if anything; the first ones are needed. */
const SETTINGS: Partial<
  Readonly<Record<MailProviderKey, { readonly needed?: string; readonly more?: readonly string[] }>>
> = {
  amazonSes: { needed: "region" },
  barracuda: { needed: "id", more: ["country"] },
  ionos: { needed: "domain" },
  microsoft365: { more: ["host", "daneZone"] },
  mimecast: { needed: "region" },
  proofpoint: { needed: "id" },
  proofpointEssentials: { needed: "stack" },
  zoho: { needed: "domain" },
};

/** The patterns of a preset: `name`, or `name:key=value,key=value`. @throws Failure that names what there is. */
export function mxFromProvider(text: string): MxSource {
  const [name = "", list = ""] = text.split(/:(.*)/s);
  const key = Object.keys(mailProviders).find((each) => each.toLowerCase() === name.toLowerCase()) as
    MailProviderKey | undefined;
  if (key === undefined)
    throw wrongUsage(`--provider: there is no "${name}"; write one of ${Object.keys(mailProviders).join(", ")}`);
  const given = settingsOf(key, list);
  // Each preset takes the settings that the table lists for it, which were checked.
  const preset = mailProviders[key] as (options?: Readonly<Record<string, string>>) => MailProvider;
  const { mx, name: title, source, confidence } = preset(Object.keys(given).length === 0 ? undefined : given);
  return { mx, remarks: [`hosts of ${title}, from ${source}`], isUnverified: confidence === "unverified" };
}

function settingsOf(key: MailProviderKey, list: string): Readonly<Record<string, string>> {
  const { needed, more = [] } = SETTINGS[key] ?? {};
  const known = needed === undefined ? more : [needed, ...more];
  const pairs = list === "" ? [] : list.split(",").map((pair) => pair.split(/=(.*)/s));
  for (const [name = "", value = ""] of pairs) {
    if (!known.includes(name))
      throw wrongUsage(
        `--provider ${key}: takes ${known.length === 0 ? "no setting" : known.join(", ")}, got "${name}"`,
      );
    if (!/^[a-zA-Z0-9][a-zA-Z0-9.-]*$/.test(value))
      throw wrongUsage(`--provider ${key}: ${name} must be letters, digits, dots and hyphens`);
  }
  const settings = Object.fromEntries(pairs) as Readonly<Record<string, string>>;
  if (needed !== undefined && !(needed in settings)) throw wrongUsage(`--provider ${key}: write ${key}:${needed}=…`);
  return settings;
}

/** The hosts of the MX records: the documented patterns of their provider, or the hosts themselves. */
export async function mxFromDns(domain: string, ports: Ports, timeoutMs: number): Promise<MxSource> {
  const { rcode, records } = await ports.resolveMx(domain, AbortSignal.timeout(timeoutMs));
  if (rcode === "NXDOMAIN") throw undone(`--from-dns: ${domain} does not exist; check the spelling`);
  if (rcode !== "NOERROR") {
    const asked = ports.nameServers === undefined ? "" : ` by ${ports.nameServers.join(", ")}`;
    throw undone(
      `--from-dns: the query for the MX records of ${domain} was not answered${asked} (${rcode}); check the network, or pass --resolver`,
    );
  }
  const exchanges = records.flatMap((record) => (record.type === "data" ? [record.data.exchange] : []));
  const address = exchanges.find((exchange) => /^\d{1,3}(?:\.\d{1,3}){3}$/u.test(exchange) || exchange.includes(":"));
  if (address !== undefined) {
    throw undone(`--from-dns: an MX record of ${domain} holds an IP address (${address}); put a host name there`);
  }
  const hosts = mxHosts(domain, exchanges);
  if (hosts.length === 0) throw undone(`--from-dns: ${domain} accepts no mail (null MX)`);
  const provider = detectMailProvider(hosts);
  if (exchanges.length === 0) return { mx: hosts, remarks: [`${domain} has no MX record, so it is its own mail host`] };
  if (provider?.confidence !== "documented") return { mx: hosts, remarks: [`hosts of the MX records of ${domain}`] };
  return { mx: provider.mx, remarks: [`the MX records of ${domain} are those of ${provider.name}`] };
}
