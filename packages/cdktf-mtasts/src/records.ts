import type { DeploymentPlan, DnsRecord } from "@mtasts/core";
import { RECORD_TTL } from "@mtasts/core/adapter";
import type { TerraformResource } from "./framework.js";
import type { DnsProvider, RecordInputs } from "./ports.js";

/** A DNS provider that also remembers what it was asked to publish. */
export interface RecordingDns<R extends TerraformResource | undefined> extends DnsProvider<R> {
  /** Every record so far, as data. */
  readonly recorded: () => readonly DnsRecord[];
}

/** Wraps a DNS provider, so that the records of host and construct alike can be read from the construct. */
export function recordingDns<R extends TerraformResource | undefined>(dns: DnsProvider<R>): RecordingDns<R> {
  const seen: RecordInputs[] = [];
  return {
    ...(dns.nameSuffix === undefined ? {} : { nameSuffix: dns.nameSuffix }),
    record(scope, record, opts) {
      seen.push({ ...record, ttl: dns.published?.(record).ttl ?? record.ttl });
      return dns.record(scope, record, opts);
    },
    recorded: () => seen.map(({ name, type, value, ttl }) => ({ name, type, value, ttl })),
  };
}

/** The name under which senders fetch the policy (RFC 8461 §3.3), pointed at its host. */
export function hostCname({ site }: DeploymentPlan, target: string): RecordInputs {
  return { key: "host-record", type: "CNAME", name: site.host, value: target, ttl: RECORD_TTL };
}

/** The record that announces the policy (RFC 8461 §3.1). */
export function stsTxt(record: DnsRecord): RecordInputs {
  return { key: "sts-record", ...record, ttl: RECORD_TTL };
}

/** The record that asks senders for reports (RFC 8460 §3). */
export function tlsRptTxt(record: DnsRecord): RecordInputs {
  return { key: "tls-rpt-record", ...record, ttl: RECORD_TTL };
}
