import { type PublicDns } from "../public-dns.js";
import { normalName } from "./route53.js";

type Dns = Pick<PublicDns, "visible">;

/** The CAs that stand for ACM in a CAA record. */
const amazon = new Set(["amazon.com", "amazontrust.com", "awstrust.com", "amazonaws.com"]);
const longestChain = 8;

/** Whether the CAA records that the public DNS shows let Amazon issue a certificate for the name (RFC 8659 §3). */
export function caaPermits(dns: Dns, name: string): boolean {
  const isWildcard = name.startsWith("*.");
  const properties = relevantSet(dns, name.replace(/^\*\./, "")).map(propertyOf);
  const issue = properties.filter(({ tag }) => tag === "issue");
  const wild = properties.filter(({ tag }) => tag === "issuewild");
  const deciding = isWildcard && wild.length > 0 ? wild : issue;
  return deciding.length === 0 || deciding.some(({ authority }) => amazon.has(authority));
}

/** The CAA records of the name, or of the closest parent that has any. */
function relevantSet(dns: Dns, name: string): readonly string[] {
  for (let at = normalName(name); at !== ""; at = at.slice(at.indexOf(".") + 1)) {
    const found = recordsAt(dns, at);
    if (found.length > 0) return found;
    if (!at.includes(".")) break;
  }
  return [];
}

/** As a resolver answers: with those of a CNAME's target where the name is one. */
function recordsAt(dns: Dns, name: string): readonly string[] {
  let current = name;
  for (let hops = 0; hops < longestChain; hops++) {
    const set = dns.visible(current, "CAA");
    if (set !== undefined) return set.values;
    const target = dns.visible(current, "CNAME")?.values[0];
    if (target === undefined) return [];
    current = normalName(target);
  }
  return [];
}

function propertyOf(value: string): { readonly tag: string; readonly authority: string } {
  const [, tag = "", text = ""] = /^\d+\s+(\w+)\s+"?([^"]*)"?$/.exec(value.trim()) ?? [];
  return { tag: tag.toLowerCase(), authority: (text.split(";")[0] ?? "").trim().toLowerCase() };
}
