import type { DnsProvider } from "cdktf-mtasts";
import { AcmeRecord } from "./acme";

/** Keeps the domain's records at Acme DNS. */
export function acmeDns({ zone }: { readonly zone: string }): DnsProvider<AcmeRecord> {
  return {
    record(scope, { key, name, type, value, ttl }, opts) {
      const data = type === "TXT" ? inQuotes(value) : value;
      return new AcmeRecord(scope, key, { zone, name, type, data, ttl }, opts);
    },
  };
}

/** One character-string holds at most 255 octets (RFC 1035 §3.3), and every value is ASCII. */
function inQuotes(text: string): string {
  return (text.match(/.{1,255}/gu) ?? []).map((part) => `"${part}"`).join(" ");
}
