import type { DnsProvider, RecordInputs } from "../ports.js";
import { Prop } from "./recording.js";

/** A record that a host asked for. */
export interface AskedRecord {
  readonly name: string;
  readonly record: RecordInputs;
  readonly isProtected: boolean;
}

/** A DNS provider that publishes whatever it is asked for, and remembers it. */
export function hostDns(asked: AskedRecord[]): DnsProvider<Prop> {
  return {
    record(name, record, opts) {
      asked.push({ name, record, isProtected: opts.protect === true });
      const { type, value, ttl } = record;
      return new Prop(name, { type, recordName: record.name, value, ttl }, opts);
    },
  };
}
