import type { DnsProvider, RecordInputs } from "pulumi-mtasts";
import type { CustomResourceOptions } from "@pulumi/pulumi";

/** One record, with the options under which it is made. */
export interface Wired {
  readonly record: RecordInputs;
  readonly opts: CustomResourceOptions;
}

/** A DNS provider that wires the record which announces the policy in another way. */
export function rewired(dns: DnsProvider, rewire: (wired: Wired) => Partial<Wired>): DnsProvider {
  return {
    record(name, record, opts) {
      if (record.key !== "sts-record") return dns.record(name, record, opts);
      const { record: other = record, opts: others = opts } = rewire({ record, opts });
      return dns.record(name, other, others);
    },
  };
}
