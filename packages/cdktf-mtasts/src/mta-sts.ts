import type { Claims, DnsRecord, HostMove, HostName, MxMigrationTimes, RetirementTimes } from "@mtasts/core";
import { zoneMoveTimes, type ZoneMoveTimes } from "@mtasts/core/adapter";
import { Construct } from "constructs";
import { keepIds } from "./announced-ids.js";
import type { MtaStsArgs, RecordNodes } from "./args.js";
import { checkArguments, protection } from "./checked-plan.js";
import { addServedCheck } from "./checks.js";
import { refusal, refusalMessage, warn } from "./fail.js";
import type { ITerraformDependable, TerraformResource } from "./framework.js";
import { orderHostRecord } from "./host-record.js";
import type { PolicyHost, RecordInputs } from "./ports.js";
import { hostCname, recordingDns, stsTxt, tlsRptTxt } from "./records.js";
import { requireFramework } from "./right-framework.js";
import { withoutDiagnosticStacks } from "./stack-traces.js";
import { waitForPolicy } from "./wait-until-served.js";
import { zonesOf } from "./zones.js";

/** What a deployment gives to others, and what `mtasts check --expect` compares with the live domain. */
export interface MtaStsOutputs {
  readonly policyId: string;
  readonly policyText: string;
  readonly policyUrl: string;
  readonly records: readonly DnsRecord[];
  readonly mxMigration?: MxMigrationTimes;
  readonly retirement?: RetirementTimes;
  readonly zoneMove?: ZoneMoveTimes;
  /** What the arguments state about the past and the world, which `mtasts check --plan` compares with the live domain. */
  readonly claims: StatedClaims;
}

/** Claims, and what else a comparison needs. */
export interface StatedClaims extends Claims {
  /** How often the domain has returned to earlier content. */
  readonly revision: number;
  /** Where the policy host's name leads, and where it led. Only with `previousHost`. */
  readonly hostMove?: HostMove;
}

/**
 * MTA-STS (RFC 8461) and TLS-RPT (RFC 8460) for one domain: the policy host, its name, and both TXT records, changed
 * and removed in the order that keeps mail flowing.
 *
 * The policy id is a hash of the bytes that are served, so it changes with them and with nothing else.
 *
 * @throws Error with all problems of the arguments, before any resource is created.
 *
 * @example
 * import { TerraformOutput, TerraformStack } from "cdktf";
 * import type { Construct } from "constructs";
 * import { MtaSts } from "cdktf-mtasts";
 * import { AwsProvider, cloudfront, route53 } from "cdktf-mtasts/aws";
 *
 * export class MailStack extends TerraformStack {
 *   constructor(scope: Construct, id: string) {
 *     super(scope, id);
 *     new AwsProvider(this, "aws", { region: "eu-central-1" });
 *     const mtaSts = new MtaSts(this, "example", {
 *       domain: "example.com",
 *       mx: ["mail.example.com", "*.example.net"],
 *       tlsRpt: { rua: "mailto:tls-reports@example.org" },
 *       host: cloudfront(),
 *       dns: route53({ zoneId: "Z0123456789ABCDEFGHIJ" }),
 *     });
 *     new TerraformOutput(this, "mta_sts", { value: mtaSts.outputs });
 *   }
 * }
 */
export class MtaSts<
  N extends object = object,
  R extends TerraformResource | undefined = TerraformResource | undefined,
> extends Construct {
  /** The id in the `_mta-sts` record: the first 32 hex digits of the SHA-256 of the served bytes. */
  readonly policyId: string;
  /** The policy, exactly as it is served. */
  readonly policyText: string;
  /** Where senders fetch the policy. */
  readonly policyUrl: string;
  /** Every DNS record that the domain needs, in the order in which they are to be added. */
  readonly records: readonly DnsRecord[];
  /** Every id that was ever announced, as far as the program lists them, the present one last. */
  readonly announcedIds: readonly string[];
  /** From when the MX records may move, and the old hosts may go. Undefined without `mxMigration`. */
  readonly mxMigration: MxMigrationTimes | undefined;
  /** From when everything may be removed. Undefined but in mode `none`. */
  readonly retirement: RetirementTimes | undefined;
  /** From when the records in the former zone may go. Undefined without `previousDns`. */
  readonly zoneMove: ZoneMoveTimes | undefined;
  /** What the arguments state about the past and the world, which only the live domain can disprove. */
  readonly claims: StatedClaims;
  /** The real resources, by their keys. */
  readonly nodes: N & RecordNodes<R>;

  constructor(scope: Construct, id: string, args: MtaStsArgs<N, R>) {
    super(scope, id);
    requireFramework(this);
    const checked = checkArguments(args);
    if (checked.kind === "refused") throw refusal(this, refusalMessage(this.node.path, checked.issues));
    const { plan, warnings } = checked;
    const { site } = plan;
    warn(this, warnings);
    const child = protection(args);
    const zones = zonesOf(this, args.dns, args.previousDns);
    const dns = recordingDns(zones);
    const publish = (record: RecordInputs, dependsOn: readonly ITerraformDependable[], opts = child): R =>
      withoutDiagnosticStacks(() =>
        dns.record(this, record, dependsOn.length === 0 ? opts : { ...opts, dependsOn: [...dependsOn] }),
      );

    const { target, ready, nodes } = withoutDiagnosticStacks(() => args.host.serve(this, site, dns, child));
    // RFC 8461 §8.1: whoever still holds the former name must not meet an older policy than the announced one.
    const former = withoutDiagnosticStacks(() => args.previousHost?.serve(this, site, dns, child).ready ?? []);
    const hostRecord = target === undefined ? undefined : publish(hostCname(plan, target), ready);
    orderHostRecord(this, child, args);
    const { sts, tlsRpt } = plan.records;
    // RFC 8461 §8.1: the policy changes first; only then is it announced.
    const serving = [...ready, ...former, ...zones.former(), ...(hostRecord === undefined ? [] : [hostRecord])];
    // RFC 8460 §1: reports are no part of delivery, so the record may go at any time.
    const tlsRptRecord = tlsRpt === undefined ? undefined : publish(tlsRptTxt(tlsRpt), [], {});
    const { waitUntilServed: wait, checks = false } = args;
    const policy = { url: site.url, policyId: plan.policyId };
    const gate = wait === undefined ? [] : [waitForPolicy(this, { policy, serving, ...wait })];
    // The announcement is the last to come and the first to go.
    const earlier = [...serving, ...gate, ...(tlsRptRecord === undefined ? [] : [tlsRptRecord])];
    const stsRecord = publish(stsTxt(sts), earlier);
    if (checks) addServedCheck(this, policy);
    this.announcedIds = [...(args.announcedIds ?? []), plan.policyId];
    if (args.announcedIds !== undefined) keepIds(this, this.announcedIds, args.allowDestroy === true);

    this.nodes = { ...nodes, hostRecord, tlsRptRecord, stsRecord };
    this.policyId = plan.policyId;
    this.policyText = site.body;
    this.policyUrl = site.url;
    this.records = dns.recorded();
    this.mxMigration = plan.mxMigration;
    this.retirement = plan.retirement;
    this.zoneMove = args.previousDns === undefined ? undefined : zoneMoveTimes(args.previousDns, sts.ttl);
    // Without allowDestroy: lifting the protection alone is to show no change in a plan.
    this.claims = { ...plan.claims, revision: plan.revision, ...hostMoveOf(args) };
  }

  /**
   * All outputs in one object, to be the value of a `TerraformOutput`. `mtasts check --expect` finds it in what
   * `terraform output -json` prints.
   */
  get outputs(): MtaStsOutputs {
    const { policyId, policyText, policyUrl, records, mxMigration, retirement, zoneMove, claims } = this;
    return {
      ...{ policyId, policyText, policyUrl, records, claims },
      ...(mxMigration === undefined ? {} : { mxMigration }),
      ...(retirement === undefined ? {} : { retirement }),
      ...(zoneMove === undefined ? {} : { zoneMove }),
    };
  }
}

function hostMoveOf({ host, previousHost }: Pick<MtaStsArgs, "host" | "previousHost">): Pick<StatedClaims, "hostMove"> {
  if (previousHost === undefined) return {};
  return { hostMove: { host: hostNameOf(host), former: hostNameOf(previousHost) } };
}

function hostNameOf({ ownsName = false, leadsTo }: PolicyHost): HostName {
  return { ownsName, ...(leadsTo === undefined ? {} : { leadsTo }) };
}
