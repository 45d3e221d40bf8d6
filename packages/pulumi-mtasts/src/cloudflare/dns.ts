import { cloudflareTxtContent } from "@mtasts/core";
import { publicationOf } from "@mtasts/core/adapter";
import { DnsRecord, type DnsRecordArgs } from "@pulumi/cloudflare/dnsRecord.js";
import { getDnsRecords } from "@pulumi/cloudflare/getDnsRecords.js";
import { getZone } from "@pulumi/cloudflare/getZone.js";
import { getZoneDnsSettings } from "@pulumi/cloudflare/getZoneDnsSettings.js";
import * as pulumi from "@pulumi/pulumi";
import { cleanOption, isRecord } from "../late-values.js";
import { optionIssues, type OptionRules } from "../option-rules.js";
import { recordChildren, recordOption, type RecordTransforms } from "../record-transforms.js";
import { transformed, transformsOf, type DraftOf } from "../transforms.js";
import { withProvider } from "../options.js";
import type { DnsProvider, RecordInputs, ZoneAccess } from "../ports.js";
import { zoneOf } from "../zone.js";
import { zoneOf as cloudflareZoneOf } from "./zone.js";

const rules: OptionRules = {
  texts: { zoneId: "023e105f4ecef8ad9ca31a8372d0c353" },
  optionalProviders: ["provider"],
  children: recordChildren,
  nameSuffix: true,
};

/** Which Cloudflare zone takes the records. */
export interface CloudflareDnsOptions {
  /** The id of the zone that holds the domain. */
  readonly zoneId: pulumi.Input<string>;
  /**
   * The Cloudflare provider for the zone, where it lies in another account than the policy host.
   *
   * @default the provider of the component
   */
  readonly provider?: pulumi.ProviderResource;
  /**
   * Distinguishes the names of the record resources: `<component>-<nameSuffix>-sts-record`. Needed when a zone moves between two
   * DNS providers of one kind, as to another account. Set it with the new zone, and keep it afterwards.
   *
   * @default - no suffix
   */
  readonly nameSuffix?: string;
  /** Changes to the arguments of single records. */
  readonly transform?: RecordTransforms<DnsRecordArgs>;
}

/**
 * Keeps the domain's records in Cloudflare's DNS, none of them proxied.
 *
 * @example
 * import { cloudflareDns } from "pulumi-mtasts/cloudflare";
 *
 * const dns = cloudflareDns({ zoneId: "023e105f4ecef8ad9ca31a8372d0c353" });
 */
export function cloudflareDns(options: CloudflareDnsOptions): DnsProvider<DnsRecord> {
  const transforms = transformsOf(options);
  return {
    issues: optionIssues(options, rules),
    recordType: "cloudflare:index/dnsRecord:DnsRecord",
    ...zoneOf("cloudflareDns", options),
    ...(transforms === undefined
      ? {}
      : {
          published: (record) =>
            publicationOf(transforms, draftOf(record, cleanOption("cloudflareDns", "zoneId", options.zoneId))),
        }),
    ...(isRecord(options) ? { zoneAccess: zoneAccess(options) } : {}),
    ...cloudflareZoneOf(options),
    record(name, record, opts) {
      const { provider, transform = {} } = options;
      const zoneId = cleanOption("cloudflareDns", "zoneId", options.zoneId);
      return new DnsRecord(name, transformed(transform, draftOf(record, zoneId)), withProvider(opts, provider));
    },
  };
}

function draftOf(record: RecordInputs, zoneId: pulumi.Input<string>): DraftOf<DnsRecordArgs> {
  const { key, name, type, ttl } = record;
  // Proxied, the name would answer with Cloudflare's certificate and rules instead of the policy host's.
  const args: DnsRecordArgs = { zoneId, name, type, ttl, content: recordData(record), proxied: false };
  return { child: "cloudflareRecord", option: recordOption(key), args };
}

function recordData({ type, value }: RecordInputs): pulumi.Input<string> {
  // PROVIDER cloudflare 6: what is given is stored as it is, and the API wants a TXT in quotes.
  if (type !== "TXT") return value;
  return typeof value === "string" ? cloudflareTxtContent(value) : pulumi.output(value).apply(cloudflareTxtContent);
}

function zoneAccess({ zoneId, provider }: CloudflareDnsOptions): ZoneAccess {
  const own = provider === undefined ? {} : { provider };
  return {
    zoneId: cleanOption("cloudflareDns", "zoneId", zoneId),
    recordType: "cloudflare:index/dnsRecord:DnsRecord",
    idForm: "<zone id>/<record id>",
    async zone(id, given) {
      const opts = { ...given, ...own };
      const [{ name, nameServers }, settings] = await Promise.all([
        getZone({ zoneId: id }, opts),
        // Needs a permission of its own.
        getZoneDnsSettings({ zoneId: id }, opts).catch(() => undefined),
      ]);
      return { name, nameServers, ...(settings?.flattenAllCnames === true ? { flattensCnames: true } : {}) };
    },
    async recordIds(id, { name, type }, opts) {
      const { results } = await getDnsRecords({ zoneId: id, name: { exact: name }, type }, { ...opts, ...own });
      return results.map((record) => `${id}/${record.id}`);
    },
  };
}
