import { canonicalName, MAX_STRING_OCTETS, relativeName } from "./dns-encoding";
import type { DnsRecord } from "./plan";
import { isAlphanumeric } from "./scanner";

/** How records become zone text. */
export interface ZoneTextOptions {
  /**
   * The zone whose file the text goes into. Names inside it become relative, and the text says so in a first line.
   *
   * @default - every name is absolute
   */
  readonly origin?: string;
}

/**
 * The records as lines of a zone file, which BIND, NSD and Knot read and most DNS hosts import. Names outside the origin, and
 * the targets of CNAME records, are absolute.
 *
 * @example
 * import { planDeployment, zoneText } from "@mtasts/core";
 *
 * const plan = planDeployment({ domain: "example.com", mx: ["mail.example.com"] });
 * const text: string = plan.ok ? zoneText([plan.value.records.sts], { origin: "example.com" }) : "";
 * // $ORIGIN example.com.
 * // _mta-sts	300	IN	TXT	"v=STSv1; id=…;"
 */
export function zoneText(records: readonly DnsRecord[], options: ZoneTextOptions = {}): string {
  const { origin } = options;
  const lines = records.map(({ name, type, ttl, value }) => {
    const data = type === "TXT" ? characterStrings(value) : absoluteName(value);
    return [ownerName(name, origin), ttl, "IN", type, data].join("\t");
  });
  const head = origin === undefined ? [] : [`$ORIGIN ${absoluteName(origin)}`];
  return [...head, ...lines].map((line) => `${line}\n`).join("");
}

/**
 * The records as JSON, one object each with its members in a fixed order, for scripts and for DNS hosts that nothing is written
 * for yet. TXT values are whole: neither quoted nor split.
 *
 * @example
 * import { recordsJson } from "@mtasts/core";
 *
 * const json: string = recordsJson([{ name: "_mta-sts.example.com", type: "TXT", value: "v=STSv1; id=1;", ttl: 300 }]);
 */
export function recordsJson(records: readonly DnsRecord[]): string {
  const ordered = records.map(({ name, type, ttl, value }) => ({ name, type, ttl, value }));
  const json = withoutTemplates(JSON.stringify(ordered, null, 2), { $: "\\u0024", "%": "\\u0025" });
  return `${json}\n`;
}

function ownerName(name: string, origin: string | undefined): string {
  const relative = origin === undefined ? undefined : relativeName(name, origin);
  if (relative === undefined) return absoluteName(name);
  return relative === "@" ? relative : escaped(octetsOf(relative), isNameOctet);
}

function absoluteName(name: string): string {
  return `${escaped(octetsOf(canonicalName(name)), isNameOctet)}.`;
}

/** RFC 1035 §5.1: character-strings in quotes, at most 255 octets in each. */
function characterStrings(value: string): string {
  const octets = octetsOf(value);
  const count = Math.max(1, Math.ceil(octets.length / MAX_STRING_OCTETS));
  const chunks = Array.from({ length: count }, (_, i) =>
    octets.subarray(i * MAX_STRING_OCTETS, (i + 1) * MAX_STRING_OCTETS),
  );
  const strings = chunks.map((chunk) => `"${escaped(chunk, isTextOctet)}"`).join(" ");
  return withoutTemplates(strings, { $: "\\036", "%": "\\037" });
}

/** The text with its template marks spelt in another way. */
function withoutTemplates(text: string, spelling: { readonly $: string; readonly "%": string }): string {
  // PROVIDER terraform: "${" and "%{" begin an expression wherever the text is pasted
  return text.replace(/[$%](?=\{)/g, (sign) => (sign === "$" ? spelling.$ : spelling["%"]));
}

function octetsOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** RFC 1035 §5.1: an octet that may not stand for itself is a backslash and three decimal digits. */
function escaped(octets: Uint8Array, isPlain: (octet: number) => boolean): string {
  const escape = (octet: number) => `\\${String(octet).padStart(3, "0")}`;
  return Array.from(octets, (octet) => (isPlain(octet) ? String.fromCharCode(octet) : escape(octet))).join("");
}

function isTextOctet(octet: number): boolean {
  return octet >= 0x20 && octet <= 0x7e && octet !== QUOTE && octet !== BACKSLASH;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

function isNameOctet(octet: number): boolean {
  return isAlphanumeric(octet) || NAME_MARKS.includes(octet);
}

/** Hyphen, dot, underscore and the asterisk of wildcards. */
const NAME_MARKS: readonly number[] = [0x2d, 0x2e, 0x5f, 0x2a];
