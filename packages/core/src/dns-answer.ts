import { lowerCase, withoutTrailingDot } from "./host-name";
import { toIssue, type Issue, type Selected } from "./issue";

/** The answer to a TXT query as a resolver gives it. */
export interface DnsAnswer {
  /** The name asked for. */
  readonly query: string;
  /** The code of the response: `NOERROR`, `NXDOMAIN`, `SERVFAIL` … or whatever names the failure, such as `TIMEOUT`. */
  readonly rcode: string;
  /** The answer section, in any order. */
  readonly records: readonly DnsAnswerRecord[];
}

/** One record of an answer; names may end in a dot. */
export type DnsAnswerRecord =
  | { readonly name: string; readonly type: "CNAME"; readonly target: string }
  | { readonly name: string; readonly type: "TXT"; readonly strings: readonly string[] };

/** The reading of an answer that may have failed: then nothing is known, and a policy in a cache stays in force. */
export type Answered<T> = Selected<T> | { readonly outcome: "temperror"; readonly issues: readonly Issue[] };

/** Selects from the TXT records at the end of the aliases, unless the query failed. */
export function readDnsAnswer<T>(
  { query, rcode, records }: DnsAnswer,
  select: (rrset: readonly (readonly string[])[]) => Selected<T>,
): Answered<T> {
  // RFC 8461 §3.3: a failure that may pass says nothing about the policy, and only NXDOMAIN says that the name is not there
  if (rcode === "NXDOMAIN") return select([]);
  const owner = rcode === "NOERROR" ? endOfAliases(query, records) : undefined;
  if (owner === undefined) return failed(rcode === "NOERROR" ? "an endless chain of aliases" : rcode);
  return select(
    records.flatMap((record) => (record.type === "TXT" && key(record.name) === owner ? [record.strings] : [])),
  );
}

function failed(got: string): { readonly outcome: "temperror"; readonly issues: readonly Issue[] } {
  return { outcome: "temperror", issues: [toIssue({ code: "txt-dns-error", got }, [])] };
}

/** The name that the query leads to; `undefined` for aliases that lead in a circle. */
function endOfAliases(query: string, records: readonly DnsAnswerRecord[]): string | undefined {
  const targets = new Map<string, string>();
  for (const record of records) if (record.type === "CNAME") targets.set(key(record.name), key(record.target));
  let name = key(query);
  // RFC 8461 §8.2 (T1): CNAMEs are followed
  for (let left = targets.size; left >= 0; left--) {
    const target = targets.get(name);
    if (target === undefined) return name;
    name = target;
  }
  return undefined;
}

/** Names of DNS compare without case and without the final dot. */
function key(name: string): string {
  return lowerCase(withoutTrailingDot(name));
}
