import { route53TxtValue } from "@mtasts/core";
import { publicationOf } from "@mtasts/core/adapter";
import { Record, type RecordArgs } from "@pulumi/aws/route53/record.js";
import { getZone } from "@pulumi/aws/route53/getZone.js";
import * as pulumi from "@pulumi/pulumi";
import { cleanOption, isRecord } from "../late-values.js";
import { withProvider } from "../options.js";
import type { DnsProvider, RecordInputs, ZoneAccess } from "../ports.js";
import { optionIssues, type OptionRules } from "../option-rules.js";
import { recordChildren, recordOption, type RecordTransforms } from "../record-transforms.js";
import { transformed, transformsOf, type DraftOf } from "../transforms.js";
import { zoneOf } from "../zone.js";
import { recordSetsAt } from "./record-sets.js";

const rules: OptionRules = {
  texts: { zoneId: "Z0123456789ABCDEFGHIJ" },
  optionalProviders: ["provider"],
  children: recordChildren,
  nameSuffix: true,
};

/** Which Route 53 zone takes the records. */
export interface Route53Options {
  /** The id of the public hosted zone that holds the domain. */
  readonly zoneId: pulumi.Input<string>;
  /**
   * The AWS provider for the zone, where it lies in another account than the policy host.
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
  readonly transform?: RecordTransforms<RecordArgs>;
}

/**
 * Keeps the domain's records in Amazon Route 53.
 *
 * A record that exists already, and that this stack did not create, is never overwritten: import it, or delete it.
 *
 * @example
 * import { route53 } from "pulumi-mtasts/aws";
 *
 * const dns = route53({ zoneId: "Z0123456789ABCDEFGHIJ" });
 */
export function route53(options: Route53Options): DnsProvider<Record> {
  const transforms = transformsOf(options);
  return {
    issues: optionIssues(options, rules),
    ...(transforms === undefined
      ? {}
      : {
          published: (record) =>
            publicationOf(transforms, draftOf(record, cleanOption("route53", "zoneId", options.zoneId))),
        }),
    ...(isRecord(options) ? { zoneAccess: zoneAccess(options) } : {}),
    recordType: "aws:route53/record:Record",
    ...zoneOf("route53", options),
    record(name, record, opts) {
      const { provider, transform = {} } = options;
      const zoneId = cleanOption("route53", "zoneId", options.zoneId);
      return new Record(name, transformed(transform, draftOf(record, zoneId)), withProvider(opts, provider));
    },
  };
}

function draftOf(record: RecordInputs, zoneId: pulumi.Input<string>): DraftOf<RecordArgs> {
  const { key, name, type, ttl } = record;
  const args: RecordArgs = { zoneId, name, type, ttl, records: [recordData(record)] };
  return { child: "route53Record", option: recordOption(key), args };
}

function recordData({ type, value }: RecordInputs): pulumi.Input<string> {
  // PROVIDER aws 7: the provider quotes a TXT itself, but does not split it into character-strings.
  if (type !== "TXT") return value;
  return typeof value === "string" ? route53TxtValue(value) : pulumi.output(value).apply(route53TxtValue);
}

function zoneAccess({ zoneId, provider }: Route53Options): ZoneAccess {
  const own = provider === undefined ? {} : { provider };
  return {
    zoneId: cleanOption("route53", "zoneId", zoneId),
    recordType: "aws:route53/record:Record",
    idForm: "<zone id>_<name>_<type>",
    async zone(id, opts) {
      const { name, nameServers } = await getZone({ zoneId: id }, { ...opts, ...own });
      return { name, nameServers };
    },
    async recordIds(id, { name, type }, opts) {
      return await recordSetsAt({ zoneId: id, name, type }, { ...opts, ...own });
    },
  };
}
