import * as pulumi from "@pulumi/pulumi";
import { aliasesOfChildren, build, componentType, gateOf } from "pulumi-mtasts/remote";
import type { MtaStsArgs } from "./args.js";
import { prepare } from "./prepared.js";
import type { MxMigrationTimes, RetirementTimes, ZoneMoveTimes } from "./stages.js";

/** A DNS record that the domain needs. */
export interface DnsRecord {
  /** The absolute name, without a final dot. */
  name: string;
  /** TXT or CNAME. */
  type: string;
  /** The data: a host name without a final dot, or a text that is neither quoted nor split. */
  value: string;
  /** Seconds. */
  ttl: number;
}

/**
 * MTA-STS (RFC 8461) and TLS-RPT (RFC 8460) for one domain: the policy host, its name, and both TXT records, changed and removed in
 * the order that keeps mail flowing.
 *
 * The policy id is a hash of the bytes that are served, so it changes with them and with nothing else.
 */
export class MtaSts extends pulumi.ComponentResource {
  /** The id in the `_mta-sts` record: the first 32 hex digits of the SHA-256 of the served bytes. */
  readonly policyId: pulumi.Output<string>;
  /** The policy, exactly as it is served. */
  readonly policyText: pulumi.Output<string>;
  /** Where senders fetch the policy. */
  readonly policyUrl: pulumi.Output<string>;
  /** Every DNS record that the domain needs, in the order in which they are to be added. */
  readonly records: pulumi.Output<DnsRecord[]>;
  /** Every id that was ever announced, the present one last. It is kept in the stack's state, and no id is announced twice. */
  readonly announcedIds: pulumi.Output<string[]>;
  /** When the steps of `mxMigration` may follow. Absent without it. */
  readonly mxMigration?: pulumi.Output<MxMigrationTimes>;
  /** When everything may be removed, in mode `none`. Absent in the others. */
  readonly retirement?: pulumi.Output<RetirementTimes>;
  /** When the records in the former zone may be removed. Absent without `previousDns`. */
  readonly zoneMove?: pulumi.Output<ZoneMoveTimes>;

  constructor(name: string, args: MtaStsArgs, opts: pulumi.ComponentResourceOptions = {}) {
    const prepared = prepare(name, args);
    const inherited = aliasesOfChildren({ type: componentType, name }, opts);
    super(componentType, name, {}, pulumi.mergeOptions(pulumi.mergeOptions(opts, inherited), gateOf(prepared.checked)));
    const { outputs, state } = build(this, { name, ...prepared, opts });
    this.policyId = outputs.policyId;
    this.policyText = outputs.policyText;
    this.policyUrl = outputs.policyUrl;
    this.records = outputs.records as pulumi.Output<DnsRecord[]>;
    this.announcedIds = outputs.announcedIds as pulumi.Output<string[]>;
    this.mxMigration = outputs.mxMigration as pulumi.Output<MxMigrationTimes>;
    this.retirement = outputs.retirement as pulumi.Output<RetirementTimes>;
    this.zoneMove = outputs.zoneMove as pulumi.Output<ZoneMoveTimes>;
    this.registerOutputs(state);
  }
}
