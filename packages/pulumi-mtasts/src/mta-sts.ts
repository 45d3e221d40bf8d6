import type { DnsRecord, MxMigrationTimes, RetirementTimes } from "@mtasts/core";
import type { ZoneMoveTimes } from "@mtasts/core/adapter";
import * as pulumi from "@pulumi/pulumi";
import type { MtaStsArgs, RecordNodes } from "./args.js";
import { build, componentType } from "./build.js";
import { checkArguments, gateOf } from "./checked-plan.js";
import { aliasesOfChildren } from "./earlier-names.js";

/**
 * MTA-STS (RFC 8461) and TLS-RPT (RFC 8460) for one domain: the policy host, its name, and both TXT records, changed
 * and removed in the order that keeps mail flowing.
 *
 * The policy id is a hash of the bytes that are served, so it changes with them and with nothing else.
 *
 * @throws pulumi.ResourceError with all problems of the arguments, before any resource is created.
 *
 * @example
 * import { MtaSts } from "pulumi-mtasts";
 * import { cloudfront, route53 } from "pulumi-mtasts/aws";
 *
 * const mtaSts = new MtaSts("example", {
 *   domain: "example.com",
 *   mx: ["mail.example.com", "*.example.net"],
 *   tlsRpt: { rua: "mailto:tls-reports@example.org" },
 *   host: cloudfront(),
 *   dns: route53({ zoneId: "Z0123456789ABCDEFGHIJ" }),
 * });
 * export const policyId = mtaSts.policyId;
 */
export class MtaSts<N extends object = object, R extends pulumi.Resource | undefined = pulumi.Resource | undefined>
  extends pulumi.ComponentResource
{
  /** The id in the `_mta-sts` record: the first 32 hex digits of the SHA-256 of the served bytes. */
  readonly policyId: pulumi.Output<string>;
  /** The policy, exactly as it is served. */
  readonly policyText: pulumi.Output<string>;
  /** Where senders fetch the policy. */
  readonly policyUrl: pulumi.Output<string>;
  /** Every DNS record that the domain needs, in the order in which they are to be added. */
  readonly records: pulumi.Output<readonly DnsRecord[]>;
  /** Every id that was ever announced, the present one last. It is kept in the stack's state, and no id is announced twice. */
  readonly announcedIds: pulumi.Output<readonly string[]>;
  /** From when the MX records may move, and the old hosts may go. Undefined without `mxMigration`. */
  readonly mxMigration: pulumi.Output<MxMigrationTimes | undefined>;
  /** From when everything may be removed. Undefined but in mode `none`. */
  readonly retirement: pulumi.Output<RetirementTimes | undefined>;
  /** From when the records in the former zone may go. Undefined without `previousDns`. */
  readonly zoneMove: pulumi.Output<ZoneMoveTimes | undefined>;
  /** The real resources, by their keys. */
  readonly nodes: N & RecordNodes<R>;

  constructor(name: string, args: MtaStsArgs<N, R>, opts: pulumi.ComponentResourceOptions = {}) {
    const checked = checkArguments(name, args, opts);
    const inherited = aliasesOfChildren({ type: componentType, name }, opts);
    super(componentType, name, {}, pulumi.mergeOptions(pulumi.mergeOptions(opts, inherited), gateOf(checked)));
    const built = build(this, { name, args, checked, opts });
    this.nodes = built.nodes;
    this.policyId = built.outputs.policyId;
    this.policyText = built.outputs.policyText;
    this.policyUrl = built.outputs.policyUrl;
    this.records = built.outputs.records;
    this.announcedIds = built.outputs.announcedIds;
    this.mxMigration = built.outputs.mxMigration;
    this.retirement = built.outputs.retirement;
    this.zoneMove = built.outputs.zoneMove;
    this.registerOutputs(built.state);
  }
}
