import type { DnsRecord } from "@mtasts/core";
import * as pulumi from "@pulumi/pulumi";
import type { MtaStsArgs, RecordNodes } from "./args.js";
import { checkArguments, protection } from "./checked-plan.js";
import { refusalMessage, warn } from "./fail.js";
import { hostRecordOptions } from "./host-record.js";
import { retention } from "./options.js";
import type { PolicyHost, RecordInputs, Served } from "./ports.js";
import { hostCname, recordingDns, stsTxt, tlsRptTxt } from "./records.js";
import { withoutDiagnosticStacks } from "./stack-traces.js";

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
  /** The real resources, by their keys. */
  readonly nodes: N & RecordNodes<R>;

  constructor(name: string, args: MtaStsArgs<N, R>, opts: pulumi.ComponentResourceOptions = {}) {
    const checked = checkArguments(name, args);
    super("mtasts:index:MtaSts", name, {}, pulumi.mergeOptions(opts, checked.gate));
    if (checked.kind === "refused") throw new pulumi.ResourceError(refusalMessage(name, checked.issues), this, true);
    const { plan, warnings } = checked;
    warnings.apply((issues) => {
      warn(this, issues);
    });
    const child = { parent: this, ...protection(args), ...retention(opts) };
    const dns = recordingDns(args.dns);
    const publish = (record: RecordInputs, own: pulumi.CustomResourceOptions = {}): R =>
      withoutDiagnosticStacks(() => dns.record(`${name}-${record.key}`, record, { ...child, ...own }));

    const serve = <M extends object>(host: PolicyHost<M>): Served<M> =>
      withoutDiagnosticStacks(() => host.serve(name, plan.site, dns, child));
    const { target, ready, nodes } = serve(args.host);
    // RFC 8461 §8.1: whoever still holds the former name must not meet an older policy than the announced one.
    const former = args.previousHost === undefined ? [] : serve(args.previousHost).ready;
    const named = { ...hostRecordOptions(), dependsOn: [...ready] };
    const hostRecord = target === undefined ? undefined : publish(hostCname(plan, target), named);
    const tlsRptRecord = plan.tlsRpt === undefined ? undefined : publish(tlsRptTxt(plan.tlsRpt));
    // RFC 8461 §8.1: the policy changes first; only then is it announced.
    const dependsOn = [...ready, ...former, ...(hostRecord === undefined ? [] : [hostRecord])];
    const stsRecord = publish(stsTxt(plan.sts), { dependsOn });

    this.nodes = { ...nodes, hostRecord, tlsRptRecord, stsRecord };
    this.policyId = plan.policyId;
    this.policyText = plan.site.body;
    this.policyUrl = plan.site.url;
    this.records = dns.published();
    const { policyId, policyText, policyUrl, records } = this;
    this.registerOutputs({ policyId, policyText, policyUrl, records });
  }
}
