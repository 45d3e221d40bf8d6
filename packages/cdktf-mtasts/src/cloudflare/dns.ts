import { cloudflareTxtContent } from "@mtasts/core";
import { publicationOf } from "@mtasts/core/adapter";
import type { TerraformProvider } from "../framework.js";
import { optionIssues, type OptionRules } from "../option-rules.js";
import { recordChildren, recordOption, type RecordTransforms } from "../record-transforms.js";
import { withProvider } from "../options.js";
import type { DnsProvider, RecordInputs } from "../ports.js";
import { transformed, transformsOf, type DraftOf } from "../transforms.js";
import { CloudflareDnsRecord, type CloudflareDnsRecordArgs } from "./resources.js";
import { suffixOf } from "../zone.js";
import { zoneOf } from "./zone.js";

const rules: OptionRules = {
  texts: { zoneId: "023e105f4ecef8ad9ca31a8372d0c353" },
  optionalProviders: ["provider"],
  children: recordChildren,
  nameSuffix: true,
};

/** Which Cloudflare zone takes the records. */
export interface CloudflareDnsOptions {
  /** The id of the zone that holds the domain. */
  readonly zoneId: string;
  /**
   * The Cloudflare provider for the zone, where it lies in another account than the policy host.
   *
   * @default the stack's Cloudflare provider without an alias
   */
  readonly provider?: TerraformProvider;
  /**
   * Distinguishes the addresses of the record resources: they are in a scope of this name. Needed when a zone moves between two
   * DNS providers of one kind, as to another account. Set it with the new zone, and keep it afterwards.
   *
   * @default - no suffix
   */
  readonly nameSuffix?: string;
  /** Changes to the arguments of single records. */
  readonly transform?: RecordTransforms<CloudflareDnsRecordArgs>;
}

/**
 * Keeps the domain's records in Cloudflare's DNS, none of them proxied.
 *
 * @example
 * import { cloudflareDns } from "cdktf-mtasts/cloudflare";
 *
 * const dns = cloudflareDns({ zoneId: "023e105f4ecef8ad9ca31a8372d0c353" });
 */
export function cloudflareDns(options: CloudflareDnsOptions): DnsProvider<CloudflareDnsRecord> {
  const transforms = transformsOf(options);
  return {
    issues: optionIssues(options, rules),
    recordType: "cloudflare_dns_record",
    ...suffixOf(options),
    ...zoneOf(options),
    ...(transforms === undefined
      ? {}
      : { published: (record) => publicationOf(transforms, draftOf(record, options.zoneId)) }),
    record(scope, record, opts) {
      const { zoneId, provider, transform = {} } = options;
      const args = transformed(transform, draftOf(record, zoneId));
      return new CloudflareDnsRecord(scope, record.key, args, withProvider(opts, provider));
    },
  };
}

function draftOf(record: RecordInputs, zoneId: string): DraftOf<CloudflareDnsRecordArgs> {
  const { key, name, type, ttl } = record;
  // Proxied, the name would answer with Cloudflare's certificate and rules instead of the policy host's.
  const args = { zone_id: zoneId, name, type, ttl, content: recordData(record), proxied: false };
  return { child: "cloudflareRecord", option: recordOption(key), args };
}

function recordData({ type, value }: RecordInputs): string {
  // PROVIDER cloudflare 5: what is given is stored as it is, and the API wants a TXT in quotes.
  return type === "TXT" ? cloudflareTxtContent(value) : value;
}
