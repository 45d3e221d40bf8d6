import type { Answer } from "dns-packet";

/** What a name holds. */
export interface NameData {
  /** Records of character-strings. */
  readonly txt?: readonly (readonly string[])[];
  readonly mx?: readonly (readonly [preference: number, exchange: string])[];
  readonly a?: readonly string[];
  readonly aaaa?: readonly string[];
  readonly cname?: string;
  readonly tlsa?: boolean;
  /** Seconds. @default 300 */
  readonly ttl?: number;
  /** What goes wrong when the name is asked for. */
  readonly fault?: DnsFault;
}

/**
 * - `SERVFAIL`, `REFUSED`: the code of every answer.
 * - `silent`: no answer.
 * - `truncated`: over UDP, no more than that the answer is too long.
 * - `other-question`, `other-id`: an answer to something that was not asked, and nothing else.
 * - `garbage`: octets that are no message.
 * - `flood`: as many records as a message holds.
 */
export type DnsFault =
  "SERVFAIL" | "REFUSED" | "silent" | "truncated" | "other-question" | "other-id" | "garbage" | "flood";

/** All names of this internet; a name that only has others below it exists too. A label `*` is a wildcard. */
export class Zone {
  readonly #names = new Map<string, NameData>();
  /** How many names there are below each. */
  readonly #below = new Map<string, number>();

  /** Says what a name holds, in place of what it held. */
  public set(name: string, data: NameData): void {
    const key = name.toLowerCase();
    if (!this.#names.has(key)) this.#count(key, 1);
    this.#names.set(key, data);
  }

  public delete(name: string): void {
    const key = name.toLowerCase();
    if (this.#names.delete(key)) this.#count(key, -1);
  }

  /** What the name holds, itself or through a wildcard; `undefined` where it does not exist. */
  public find(name: string): NameData | undefined {
    const wanted = name.toLowerCase();
    const own = this.#names.get(wanted);
    if (own !== undefined) return own;
    if ((this.#below.get(wanted) ?? 0) > 0) return {};
    const labels = wanted.split(".");
    for (let i = 1; i < labels.length; i++) {
      const parent = labels.slice(i).join(".");
      const wildcard = this.#names.get(`*.${parent}`);
      if (wildcard !== undefined) return wildcard;
      if (this.#names.has(parent)) return undefined;
    }
    return undefined;
  }

  #count(name: string, change: number): void {
    const labels = name.split(".");
    for (let i = 1; i < labels.length; i++) {
      const parent = labels.slice(i).join(".");
      this.#below.set(parent, (this.#below.get(parent) ?? 0) + change);
    }
  }
}

/** More aliases than anybody follows. */
const longestChain = 12;

/** What a zone answers to a question, aliases followed. */
export interface ZoneAnswer {
  /** Whether the last name exists. */
  readonly exists: boolean;
  readonly answers: readonly Answer[];
  /** What goes wrong at the last name. */
  readonly fault?: DnsFault;
}

export function answersFor(zone: Zone, name: string, type: string): ZoneAnswer {
  const answers: Answer[] = [];
  let current = name;
  for (let hops = 0; hops < longestChain; hops++) {
    const data = zone.find(current);
    if (data === undefined) return { exists: false, answers };
    answers.push(...recordsOf(current, type, data));
    if (data.fault !== undefined) return { exists: true, answers, fault: data.fault };
    if (data.cname === undefined) break;
    answers.push({ type: "CNAME", name: current, ttl: data.ttl ?? 300, data: data.cname });
    current = data.cname;
  }
  return { exists: true, answers };
}

function recordsOf(name: string, type: string, data: NameData): readonly Answer[] {
  const ttl = data.ttl ?? 300;
  switch (type) {
    case "TXT":
      return (data.txt ?? []).map((strings) => ({
        type,
        name,
        ttl,
        data: strings.map((one) => Buffer.from(one, "latin1")),
      }));
    case "MX":
      return (data.mx ?? []).map(([preference, exchange]) => ({ type, name, ttl, data: { preference, exchange } }));
    case "A":
      return (data.a ?? []).map((address) => ({ type, name, ttl, data: address }));
    case "AAAA":
      return (data.aaaa ?? []).map((address) => ({ type, name, ttl, data: address }));
    case "TLSA":
      return data.tlsa === true
        ? [{ type, name, ttl, data: { usage: 3, selector: 1, matchingType: 1, certificate: Buffer.alloc(32) } }]
        : [];
    default:
      return [];
  }
}
