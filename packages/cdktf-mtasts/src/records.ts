import type { DeploymentPlan, DnsRecord } from "@mtasts/core";
import type { TerraformResource } from "./framework.js";
import type { DnsProvider, RecordInputs } from "./ports.js";

/** A DNS provider that also remembers what it was asked to publish. */
export interface RecordingDns<R extends TerraformResource | undefined> extends DnsProvider<R> {
  /** Every record so far, as data. */
  readonly published: () => readonly DnsRecord[];
}

/** Wraps a DNS provider, so that the records of host and construct alike can be read from the construct. */
export function recordingDns<R extends TerraformResource | undefined>(dns: DnsProvider<R>): RecordingDns<R> {
  const seen: RecordInputs[] = [];
  return {
    record(scope, record, opts) {
      seen.push(record);
      return dns.record(scope, record, opts);
    },
    published: () => seen.map(({ name, type, value, ttl }) => ({ name, type, value, ttl })),
  };
}

/** The name under which senders fetch the policy (RFC 8461 §3.3), pointed at its host. */
export function hostCname({ site, records }: DeploymentPlan, target: string): RecordInputs {
  return { key: "host-record", type: "CNAME", name: site.host, value: target, ttl: records.sts.ttl };
}

/** The record that announces the policy (RFC 8461 §3.1). */
export function stsTxt(record: DnsRecord): RecordInputs {
  return { key: "sts-record", ...record };
}

/** The record that asks senders for reports (RFC 8460 §3). */
export function tlsRptTxt(record: DnsRecord): RecordInputs {
  return { key: "tls-rpt-record", ...record };
}
