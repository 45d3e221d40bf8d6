import { cloudflareTxtContent } from "@mtasts/core";
import { DnsRecord, type DnsRecordArgs } from "@pulumi/cloudflare/dnsRecord.js";
import * as pulumi from "@pulumi/pulumi";
import { cleanOption } from "../late-values.js";
import { optionIssues, type OptionRules } from "../option-rules.js";
import { recordChildren, transformOf, type RecordTransforms } from "../record-transforms.js";
import { withProvider } from "../options.js";
import type { DnsProvider, RecordInputs } from "../ports.js";
import { zoneOf } from "./zone.js";

const rules: OptionRules = {
  texts: { zoneId: "023e105f4ecef8ad9ca31a8372d0c353" },
  optionalProviders: ["provider"],
  children: recordChildren,
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
  return {
    issues: optionIssues(options, rules),
    ...zoneOf(options),
    record(name, record, opts) {
      const { provider, transform = {} } = options;
      const zoneId = cleanOption("cloudflareDns", "zoneId", options.zoneId);
      const { type, ttl } = record;
      // Proxied, the name would answer with Cloudflare's certificate and rules instead of the policy host's.
      const args = { zoneId, name: record.name, type, ttl, content: recordData(record), proxied: false };
      const change = transformOf(transform, record.key);
      return new DnsRecord(name, change(args), withProvider(opts, provider));
    },
  };
}

function recordData({ type, value }: RecordInputs): pulumi.Input<string> {
  // PROVIDER cloudflare 6: what is given is stored as it is, and the API wants a TXT in quotes.
  return type === "TXT" ? pulumi.output(value).apply(cloudflareTxtContent) : value;
}
