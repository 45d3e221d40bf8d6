import type { DnsRecord } from "@mtasts/core";
import { RECORD_TTL } from "@mtasts/core/adapter";
import * as pulumi from "@pulumi/pulumi";
import type { LatePlan, LateRecord } from "./late-plan.js";
import type { DnsProvider, RecordInputs } from "./ports.js";

/** A DNS provider that also remembers what it was asked to publish. */
export interface RecordingDns<R extends pulumi.Resource | undefined> extends DnsProvider<R> {
  /** Every record so far, as data. */
  readonly recorded: () => pulumi.Output<readonly DnsRecord[]>;
}

/** Wraps a DNS provider, so that the records of host and component alike can be read from the component. */
export function recordingDns<R extends pulumi.Resource | undefined>(dns: DnsProvider<R>): RecordingDns<R> {
  const seen: RecordInputs[] = [];
  return {
    ...(dns.nameSuffix === undefined ? {} : { nameSuffix: dns.nameSuffix }),
    record(name, record, opts) {
      seen.push({ ...record, ttl: dns.published?.(record).ttl ?? record.ttl });
      return dns.record(name, record, opts);
    },
    recorded: () => pulumi.all(seen.map(({ key, ...record }) => pulumi.output(record))),
  };
}

/** The name under which senders fetch the policy (RFC 8461 §3.3), pointed at its host. */
export function hostCname({ site }: LatePlan, target: pulumi.Input<string>): RecordInputs {
  return { key: "host-record", type: "CNAME", name: site.host, value: target, ttl: RECORD_TTL };
}

/** The record that announces the policy (RFC 8461 §3.1). */
export function stsTxt(record: LateRecord): RecordInputs {
  return { key: "sts-record", type: "TXT", ...record, ttl: RECORD_TTL };
}

/** The record that asks senders for reports (RFC 8460 §3). */
export function tlsRptTxt(record: LateRecord): RecordInputs {
  return { key: "tls-rpt-record", type: "TXT", ...record, ttl: RECORD_TTL };
}
