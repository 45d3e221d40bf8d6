import * as pulumi from "@pulumi/pulumi";
import type { DnsProvider } from "pulumi-mtasts";
import { AcmeRecord } from "./acme";

/** Keeps the domain's records at Acme DNS. */
export function acmeDns({ zone }: { readonly zone: pulumi.Input<string> }): DnsProvider<AcmeRecord> {
  return {
    record(name, record, opts) {
      const { type, ttl } = record;
      const data = pulumi.output(record.value).apply((value) => (type === "TXT" ? inQuotes(value) : value));
      return new AcmeRecord(name, { zone, name: record.name, type, data, ttl }, opts);
    },
  };
}

/** One character-string holds at most 255 octets (RFC 1035 §3.3), and every value is ASCII. */
function inQuotes(text: string): string {
  return (text.match(/.{1,255}/gu) ?? []).map((part) => `"${part}"`).join(" ");
}
