import { lowerCase, withoutTrailingDot } from "../host-name";
import { isObject } from "../late-value";
import { MAX_RECORDS, type HeldAlias, type HeldRecord, type HeldRecords } from "./held-records";
import { readStrings } from "./zone-entry";

const RCODES: Readonly<Record<number, string>> = { 2: "SERVFAIL", 3: "NXDOMAIN", 5: "REFUSED" };

/**
 * The records in JSON: the answers of DNS over HTTPS at Google and Cloudflare, and lists of records as `mtasts generate` and
 * most DNS hosts write them. `undefined` for any other text.
 */
export function readRecordsJson(text: string): HeldRecords | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    const value = JSON.parse(text) as unknown;
    const entries = entriesIn(value);
    if (entries === undefined) return undefined;
    const rcode = isObject(value) ? RCODES[Number(value["Status"])] : undefined;
    const isAnswer = isObject(value) && "Status" in value;
    return { ...sorted(entries), isAnswer, ...(rcode === undefined ? {} : { rcode }) };
  } catch {
    return undefined;
  }
}

function entriesIn(value: unknown): readonly unknown[] | undefined {
  if (Array.isArray(value)) return listOf(value);
  if (!isObject(value)) return undefined;
  const list = [value["Answer"], value["records"], value["result"]].find(Array.isArray);
  if (list !== undefined) return listOf(list);
  return "Status" in value ? [] : undefined;
}

function listOf(list: readonly unknown[]): readonly unknown[] {
  return list.slice(0, MAX_RECORDS);
}

function sorted(entries: readonly unknown[]): Pick<HeldRecords, "records" | "aliases"> {
  const records: HeldRecord[] = [];
  const aliases: HeldAlias[] = [];
  for (const entry of entries) {
    if (!isObject(entry)) continue;
    const { name, type, TTL, ttl = TTL } = entry;
    const data = [entry["data"], entry["value"], entry["content"]].find((each) => typeof each === "string");
    if (typeof name !== "string" || typeof data !== "string") continue;
    const owner = lowerCase(withoutTrailingDot(name));
    // RFC 1035 §3.2.2: 5 is CNAME and 16 is TXT
    if (type === 5 || type === "CNAME") aliases.push({ owner, target: lowerCase(withoutTrailingDot(data)) });
    if (type !== 16 && type !== "TXT") continue;
    const joined = data.startsWith('"') ? readStrings(data).join("") : data;
    records.push({ owner, text: joined, line: 1, ...(typeof ttl === "number" ? { ttl } : {}) });
  }
  return { records, aliases };
}
