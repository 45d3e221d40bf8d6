import { lowerCase, withoutTrailingDot } from "../host-name";
import { meantAs } from "../misplaced";
import { MAX_RECORDS, type HeldAlias, type HeldRecord, type HeldRecords } from "./held-records";
import { readRecordsJson } from "./read-json";
import { beginsQuoted, readStrings, readZoneEntry, type ZoneEntry } from "./zone-entry";

/**
 * The TXT records in what a person holds: the output of dig, drill, kdig, host and nslookup, of Windows too; lines of a zone
 * file; a value copied out of a panel, with or without quotes; JSON of DNS over HTTPS. Never throws, and takes linear time.
 *
 * @example
 * import { readRecords } from "@mtasts/core/checking";
 *
 * const { records } = readRecords('_mta-sts.example.com. 300 IN TXT "v=STSv1; " "id=1;"');
 * const text: string | undefined = records[0]?.text; // "v=STSv1; id=1;"
 */
export function readRecords(text: string): HeldRecords {
  return readRecordsJson(text) ?? new Reader(text.split(/\r\n|\r|\n/)).read();
}

const RCODE = /\b(NXDOMAIN|SERVFAIL|REFUSED)\b/;

/** One pass over the lines, with what a zone file carries from entry to entry. */
class Reader {
  readonly #lines: readonly string[];
  readonly #records: HeldRecord[] = [];
  readonly #aliases: HeldAlias[] = [];
  #origin = "";
  #ttl: number | undefined;
  #owner = "";
  #rcode: string | undefined;
  #isAnswer = false;

  public constructor(lines: readonly string[]) {
    this.#lines = lines;
  }

  public read(): HeldRecords {
    for (let i = 0; i < this.#lines.length && this.#records.length < MAX_RECORDS;) i += this.#readAt(i);
    return {
      records: this.#records,
      aliases: this.#aliases,
      isAnswer: this.#isAnswer,
      ...(this.#rcode === undefined ? {} : { rcode: this.#rcode }),
    };
  }

  /** Reads what begins at a line. @returns how many lines it has. */
  #readAt(index: number): number {
    const line = (this.#lines[index] ?? "").trim();
    if (line === "") return 1;
    if (line.startsWith(";")) return this.#readComment(line);
    if (line.startsWith("$")) return this.#readDirective(line);
    const ofTool = this.#readToolLine(line, index);
    if (ofTool > 0) return ofTool;
    const value = unwrapped(line);
    if (beginsQuoted(value)) this.#add({ text: readStrings(value).join(""), line: index + 1 });
    else if (/^(?:id|rua)\s*=/i.test(value)) this.#continue(value, index);
    else if (/^v\s*=/i.test(value)) this.#add({ text: value, line: index + 1 });
    else return this.#readEntry(index);
    return 1;
  }

  #add(record: HeldRecord): void {
    this.#records.push(record);
  }

  /** What a panel has broken into lines goes on. */
  #continue(value: string, index: number): void {
    const last = this.#records.pop();
    if (last === undefined) this.#add({ text: value, line: index + 1 });
    else this.#add({ ...last, text: `${last.text} ${value}` });
  }

  #readComment(line: string): number {
    this.#isAnswer ||= line.startsWith(";;") || line.startsWith("; <<>>");
    const status = /\bstatus: ([A-Z]+)/.exec(line)?.[1];
    if (status !== undefined && status !== "NOERROR") this.#rcode = status;
    return 1;
  }

  #readDirective(line: string): number {
    const [, name = "", value = ""] = /^\$(ORIGIN|TTL)\s+(\S+)/i.exec(line) ?? [];
    if (/^origin$/i.test(name)) this.#origin = lowerCase(withoutTrailingDot(value));
    if (/^ttl$/i.test(name)) this.#ttl = seconds(value);
    return 1;
  }

  /** Lines as host and nslookup write them, and Resolve-DnsName. */
  #readToolLine(line: string, index: number): number {
    const alias = /^(\S+)\s+(?:canonical name = |is an alias for )(\S+)$/.exec(line);
    if (alias !== null) this.#aliases.push({ owner: name(alias[1]), target: name(alias[2]) });
    const described = /^(\S+) descriptive text (.+)$/.exec(line);
    if (described !== null)
      this.#add({ owner: name(described[1]), text: readStrings(described[2] ?? "").join(""), line: index + 1 });
    const listed = /^(\S+) +TXT +(\d{1,10}) +\S+ +\{(.*)\}$/.exec(line);
    if (listed !== null)
      this.#add({ owner: name(listed[1]), text: (listed[3] ?? "").split(", ").join(""), line: index + 1 });
    if (alias !== null || described !== null || listed !== null) return 1;
    const isFailure = this.#readFailure(line);
    const asked = /^(\S+)\s+text =(.*)$/.exec(line);
    if (asked === null) return isFailure ? 1 : 0;
    return this.#readAsked({ owner: name(asked[1]), rest: (asked[2] ?? "").trim() }, index);
  }

  #readFailure(line: string): boolean {
    const isFailure = /not found|can't find|has no TXT record/i.test(line);
    if (isFailure) this.#rcode = RCODE.exec(line)?.[1] ?? (/non-existent/i.test(line) ? "NXDOMAIN" : "no answer");
    return isFailure;
  }

  /** nslookup on Windows writes each character-string into a line of its own, behind an empty one. */
  #readAsked({ owner, rest }: { readonly owner: string; readonly rest: string }, index: number): number {
    const strings = [...readStrings(rest)];
    let next = index + 1;
    for (; next < this.#lines.length; next++) {
      const line = (this.#lines[next] ?? "").trim();
      if (line === "" && strings.length === 0) continue;
      if (!line.startsWith('"') || rest !== "") break;
      strings.push(...readStrings(line));
    }
    this.#add({ owner, text: strings.join(""), line: index + 1 });
    return next - index;
  }

  #readEntry(index: number): number {
    const entry = readZoneEntry(this.#lines, index);
    const words = entry.tokens.map(({ text, isQuoted }) => (isQuoted ? "" : text));
    const type = words.findIndex((word, i) => i < 4 && /^(?:TXT|CNAME)$/i.test(word) && (i > 0 || entry.isIndented));
    const isOwned = !entry.isIndented && words[0] !== undefined;
    if (isOwned) this.#owner = this.#absolute(words[0] ?? "");
    if (type !== -1) this.#readData(entry, { type, index, head: words.slice(isOwned ? 1 : 0, type) });
    return entry.lineCount;
  }

  #readData(
    { tokens, comment }: ZoneEntry,
    { type, index, head }: { readonly type: number; readonly index: number; readonly head: readonly string[] },
  ): void {
    const data = tokens.slice(type + 1);
    const owner = this.#owner;
    if (/^cname$/i.test(tokens[type]?.text ?? "")) {
      this.#aliases.push({ owner, target: this.#absolute(data[0]?.text ?? "") });
      return;
    }
    const ttl = head.map(seconds).find((each) => each !== undefined) ?? this.#ttl;
    const joined = data.map(({ text }) => text).join("");
    const isCut = data[0]?.isQuoted === false && meantAs(joined) !== undefined && /^\s*(?:id|rua)\s*=/i.test(comment);
    // A panel or a page shows records without the class, and without the rules of zone files.
    const isZone = head.some((word) => /^IN$/i.test(word));
    this.#add({
      owner,
      text: isCut ? `${joined};${comment.trimEnd()}` : joined,
      line: index + 1,
      ...(ttl === undefined ? {} : { ttl }),
      ...(isCut && isZone ? { isCut } : {}),
    });
  }

  #absolute(written: string): string {
    if (written.endsWith(".")) return name(written);
    if (written === "@") return this.#origin;
    return this.#origin === "" ? lowerCase(written) : `${lowerCase(written)}.${this.#origin}`;
  }
}

function name(written = ""): string {
  return lowerCase(withoutTrailingDot(written));
}

/** The value without the marks that a page puts around code. */
function unwrapped(line: string): string {
  const mark = line[0] ?? "";
  return /['`\u2018]/.test(mark) ? line.slice(1).replace(/['`\u2019]+$/, "") : line;
}

const UNITS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3_600, d: 86_400, w: 604_800 };

/** A TTL: "300", "1h", "1h30m". */
function seconds(word: string): number | undefined {
  if (!/^(?:\d{1,10}[smhdw]?){1,5}$/i.test(word)) return undefined;
  const parts = word.matchAll(/(\d+)([smhdw]?)/gi);
  return Array.from(parts, ([, count, unit = ""]) => Number(count) * (UNITS[unit.toLowerCase()] ?? 1)).reduce(
    (a, b) => a + b,
    0,
  );
}
