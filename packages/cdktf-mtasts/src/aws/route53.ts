import { route53TxtValue } from "@mtasts/core";
import { publicationOf } from "@mtasts/core/adapter";
import type { TerraformProvider } from "../framework.js";
import { withProvider } from "../options.js";
import type { DnsProvider, RecordInputs } from "../ports.js";
import { optionIssues, type OptionRules } from "../option-rules.js";
import { recordChildren, recordOption, type RecordTransforms } from "../record-transforms.js";
import { transformed, transformsOf, type DraftOf } from "../transforms.js";
import { suffixOf } from "../zone.js";
import { Route53Record, type Route53RecordArgs } from "./resources.js";

const rules: OptionRules = {
  texts: { zoneId: "Z0123456789ABCDEFGHIJ" },
  optionalProviders: ["provider"],
  children: recordChildren,
  nameSuffix: true,
};

/** Which Route 53 zone takes the records. */
export interface Route53Options {
  /** The id of the public hosted zone that holds the domain. */
  readonly zoneId: string;
  /**
   * The AWS provider for the zone, where it lies in another account than the policy host.
   *
   * @default the stack's AWS provider without an alias
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
  readonly transform?: RecordTransforms<Route53RecordArgs>;
}

/**
 * Keeps the domain's records in Amazon Route 53.
 *
 * A record that exists already, and that this stack did not create, is never overwritten: import it, or delete it.
 *
 * @example
 * import { route53 } from "cdktf-mtasts/aws";
 *
 * const dns = route53({ zoneId: "Z0123456789ABCDEFGHIJ" });
 */
export function route53(options: Route53Options): DnsProvider<Route53Record> {
  const transforms = transformsOf(options);
  return {
    issues: optionIssues(options, rules),
    ...(transforms === undefined
      ? {}
      : { published: (record) => publicationOf(transforms, draftOf(record, options.zoneId)) }),
    recordType: "aws_route53_record",
    ...suffixOf(options),
    record(scope, record, opts) {
      const { zoneId, provider, transform = {} } = options;
      const args = transformed(transform, draftOf(record, zoneId));
      return new Route53Record(scope, record.key, args, withProvider(opts, provider));
    },
  };
}

function draftOf(record: RecordInputs, zoneId: string): DraftOf<Route53RecordArgs> {
  const { key, name, type, ttl } = record;
  const args = { zone_id: zoneId, name, type, ttl, records: [recordData(record)] };
  return { child: "route53Record", option: recordOption(key), args };
}

function recordData({ type, value }: RecordInputs): string {
  // PROVIDER aws 5: the provider quotes a TXT itself, but does not split it into character-strings.
  return type === "TXT" ? route53TxtValue(value) : value;
}
