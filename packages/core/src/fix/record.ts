import type { IssueCode } from "../catalogue";
import { isFieldName, runStart } from "../scanner";
import { parseStsRecord } from "../sts-record";
import { parseTlsRptRecord } from "../tls-rpt-record";
import { unchanged, type FixedText } from "./fixed-text";

/** More than a TXT record can hold. */
const MAX_LENGTH = 65_536;

/**
 * Mends in the text of a `_mta-sts` record what needs no guess: quotes and backslashes of a zone file, white space, empty and
 * repeated fields, the case and place of the version. What was a record before is the same record afterwards. Fixing twice
 * changes nothing more.
 *
 * @example
 * import { fixStsRecord } from "@mtasts/core/fix";
 *
 * const text: string = fixStsRecord('"v=stsv1 ; id = 1\\;;"').text; // v=STSv1; id=1;
 */
export function fixStsRecord(text: string): FixedText {
  return fixRecord(text, STS);
}

/**
 * The same for the text of a `_smtp._tls` record, where a repeated destination goes too.
 *
 * @example
 * import { fixTlsRptRecord } from "@mtasts/core/fix";
 *
 * const text: string = fixTlsRptRecord("v=TLSRPTv1;rua=mailto:tls@example.com ").text; // v=TLSRPTv1; rua=mailto:tls@example.com
 */
export function fixTlsRptRecord(text: string): FixedText {
  return fixRecord(text, TLS_RPT);
}

/** What tells the two kinds apart. */
interface Kind {
  readonly version: string;
  readonly key: string;
  /** What a reader takes from the text; `undefined` where it is no record. */
  readonly meaning: (text: string) => string | undefined;
  readonly codes: Readonly<Record<"version" | "place" | "space" | "repeat", IssueCode>>;
}

const STS: Kind = {
  version: "STSv1",
  key: "id",
  meaning: (text) => {
    const record = parseStsRecord(text);
    return record.ok ? record.value.id : undefined;
  },
  codes: {
    version: "txt-version-invalid",
    place: "txt-version-not-first",
    space: "txt-space-before-semicolon",
    repeat: "txt-duplicate-key",
  },
};

const TLS_RPT: Kind = {
  version: "TLSRPTv1",
  key: "rua",
  meaning: (text) => {
    const record = parseTlsRptRecord(text);
    // A URI holds no comma, and one that is repeated counts once.
    return record.ok ? [...new Set(record.value.rua)].join(",") : undefined;
  },
  codes: {
    version: "tlsrpt-version-invalid",
    place: "tlsrpt-version-not-first",
    space: "tlsrpt-space-before-semicolon",
    repeat: "tlsrpt-duplicate-rua",
  },
};

function fixRecord(given: string, kind: Kind): FixedText {
  if (given.length > MAX_LENGTH || given.trim() === "") return unchanged(given);
  const codes = new Set<IssueCode>();
  let text = given;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const mended = mendedOnce(text, kind);
    if (mended.text === text) {
      // What is left as it was is not worth a word, nor is white space after a semicolon.
      return text === given ? unchanged(given) : whole(given, text, codes);
    }
    for (const code of mended.codes) codes.add(code);
    text = mended.text;
  }
  // What never settles is nothing that anyone wrote.
  return unchanged(given);
}

/** One mend may uncover another. */
const MAX_ROUNDS = 8;

function whole(before: string, after: string, codes: ReadonlySet<IssueCode>): FixedText {
  return { text: after, mends: [{ line: 1, codes: [...codes], before, after }] };
}

/** Every mend once. A text that is a record already stays one, and says the same. */
function mendedOnce(given: string, kind: Kind): { readonly text: string; readonly codes: ReadonlySet<IssueCode> } {
  const codes = new Set<IssueCode>();
  const meaning = kind.meaning(given);
  // In a record no quote opens it, and a backslash belongs to the value that it ends.
  const text = meaning === undefined ? withoutZoneMarks(given, codes) : given;
  const parts = text.split(";").map((part) => part.trim());
  noteSpaces(text, kind, codes);
  const fields = parts.filter((part) => part !== "");
  if (fields.length < parts.length - (parts.at(-1) === "" ? 1 : 0)) codes.add("txt-empty-field");
  const spelt =
    meaning === undefined
      ? versionFirst(
          fields.map((field) => spell(field, kind, codes)),
          kind,
          codes,
        )
      : fields;
  const kept = withoutRepeats(spelt, kind, codes);
  const fixed = `${kept.join("; ")}${parts.at(-1) === "" && kept.length > 0 ? ";" : ""}`;
  const isKept = meaning === undefined || kind.meaning(fixed) === meaning;
  return isKept ? { text: fixed, codes } : { text: given, codes: new Set() };
}

/** Without the quotes, joints and backslashes that a zone file needs and the record does not have. */
function withoutZoneMarks(given: string, codes: Set<IssueCode>): string {
  const trimmed = given.trim();
  const isQuoted = /^"(?:[^"\\]|\\.)*"(?:[ \t]+"(?:[^"\\]|\\.)*")*$/.test(trimmed);
  if (isQuoted) codes.add("txt-quotes-in-data");
  const bare = isQuoted ? trimmed.slice(1, -1).replace(/"[ \t]+"/g, "") : trimmed;
  const parts = bare.split(";");
  // White space between the two goes later, which must not leave a backslash that escapes the semicolon.
  const plain = parts.map((part, i) => (i < parts.length - 1 ? withoutEscape(part) : part));
  if (plain.some((part, i) => part !== parts[i])) codes.add("txt-escaped-semicolon");
  return plain.join(";");
}

/** What stands before a semicolon, without backslashes that would escape it. */
function withoutEscape(part: string): string {
  const bare = part.trimEnd();
  return bare.endsWith("\\") ? bare.slice(0, runStart(bare, 0, isEscapeOrSpace)) : part;
}

function isEscapeOrSpace(code: number): boolean {
  return code === 0x5c || String.fromCharCode(code).trim() === "";
}

function noteSpaces(text: string, { codes: { space } }: Kind, codes: Set<IssueCode>): void {
  if (/[ \t];/.test(text)) codes.add(space);
}

/** One field without white space around its equals sign, with the key and the version in their right case. */
function spell(field: string, kind: Kind, codes: Set<IssueCode>): string {
  const equals = field.indexOf("=");
  const [name, value] = [field.slice(0, Math.max(0, equals)).trim(), field.slice(equals + 1).trim()];
  if (!isFieldName(name)) return field;
  if (name.length + value.length + 1 < field.length) codes.add("txt-extension-invalid");
  const lower = name.toLowerCase();
  if (lower === "v" && value.toLowerCase() === kind.version.toLowerCase()) {
    if (`${name}=${value}` !== `v=${kind.version}`) codes.add(kind.codes.version);
    return `v=${kind.version}`;
  }
  if (lower === kind.key && name !== lower) codes.add("txt-unknown-key");
  return `${lower === kind.key ? lower : name}=${value}`;
}

function versionFirst(fields: readonly string[], kind: Kind, codes: Set<IssueCode>): readonly string[] {
  const version = `v=${kind.version}`;
  if (fields[0] === version || !fields.includes(version)) return fields;
  codes.add(kind.codes.place);
  return [version, ...fields.filter((field) => field !== version)];
}

function withoutRepeats(fields: readonly string[], kind: Kind, codes: Set<IssueCode>): readonly string[] {
  const unique = [...new Set(fields)];
  if (unique.length < fields.length) codes.add(kind.codes.repeat);
  if (kind.key !== "rua") return unique;
  return unique.map((field) => {
    if (!field.startsWith("rua=")) return field;
    const uris = field
      .slice(4)
      .split(",")
      .map((uri) => uri.trim());
    const once = [...new Set(uris)];
    if (once.length < uris.length) codes.add("tlsrpt-duplicate-uri");
    return `rua=${once.join(",")}`;
  });
}
