import type { DnsProvider, RecordInputs } from "../ports.js";
import { Prop } from "./recording.js";

/** A record that a host asked for. */
export interface AskedRecord {
  readonly record: RecordInputs;
  readonly isProtected: boolean;
}

/** A DNS provider that publishes whatever it is asked for, and remembers it. */
export function hostDns(asked: AskedRecord[]): DnsProvider<Prop> {
  return {
    record(scope, record, opts) {
      asked.push({ record, isProtected: opts.lifecycle?.preventDestroy === true });
      const { key, type, value, ttl } = record;
      return new Prop(scope, key, { type, record_name: record.name, value, ttl }, opts);
    },
  };
}
