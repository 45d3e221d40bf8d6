import type { Selected } from "../issue";
import { parseStsRecord, selectStsRecord, type StsRecord } from "../sts-record";
import { readPolicy } from "../policy";
import type { Policy } from "../policy-reading";
import { openTextsOf, textAmong, textsOf, UNKNOWN, valueAt, type Values } from "./resource-change";
import { POLICY_START, type PolicyChange } from "./roles";

/** The bytes of the policy in the arguments of what holds them: an object, or the source of a Worker. */
export function policyTextIn(values: Values | undefined): string | undefined {
  const content = textAmong(values, "content", "source_content");
  if (!content?.includes(POLICY_START)) return undefined;
  // Worker sources hold the policy as a literal.
  const literal = literalIn(content);
  return literal === undefined ? content : unquoted(literal);
}

/** The first string literal in a source that begins like a policy; reads each character once. */
export function literalIn(source: string): string | undefined {
  const start = source.indexOf(`"${POLICY_START}`);
  if (start === -1) return undefined;
  for (let i = start + 1; i < source.length; i += 1) {
    const character = source[i];
    if (character === "\n") return undefined;
    if (character === "\\") i += 1;
    else if (character === '"') return source.slice(start, i + 1);
  }
  return undefined;
}

function unquoted(literal: string): string | undefined {
  try {
    const text: unknown = JSON.parse(literal);
    return typeof text === "string" ? text : undefined;
  } catch {
    return undefined;
  }
}

const RECORD_DATA = ["records", "rrdatas", "content", "value", "values"] as const;

/** The texts of a TXT record, as senders see them; what the plan leaves open is `UNKNOWN`. */
export function txtDataIn(values: Values | undefined): readonly (string | typeof UNKNOWN)[] {
  const texts = RECORD_DATA.flatMap((name) => openTextsOf(values, name));
  const data = valueAt(values, "data");
  const all: readonly (string | typeof UNKNOWN)[] = texts.length === 0 && data === UNKNOWN ? [UNKNOWN] : texts;
  return all.map((text) => (text === UNKNOWN ? UNKNOWN : withoutQuotes(text)));
}

/** A TXT record as senders select it; `UNKNOWN` where the plan leaves some of it open. */
export function selectedIn(all: readonly (Values | undefined)[]): Selected<StsRecord> | typeof UNKNOWN {
  const texts = all.flatMap(txtDataIn);
  if (texts.includes(UNKNOWN)) return UNKNOWN;
  return selectStsRecord(texts.filter((text) => text !== UNKNOWN).map((text) => [text]));
}

/** Quotes are those of the provider's own notation, as are the seams between character-strings. */
function withoutQuotes(text: string): string {
  return text.replace(/^"|"$/g, "").replace(/" *"/g, "");
}

/** The announced id in the arguments of a TXT record. */
export function idIn(values: Values | undefined): string | undefined {
  const texts = RECORD_DATA.flatMap((name) => textsOf(values, name));
  const records = texts.map((text) => parseStsRecord(withoutQuotes(text)));
  return records.find((record) => record.ok)?.value.id;
}

/** Seconds that resolvers keep the record, as its arguments say. */
export function ttlIn(values: Values | undefined): number | undefined {
  const ttl = values?.["ttl"];
  // PROVIDER cloudflare: 1 stands for "automatic", which is 300
  return typeof ttl === "number" ? (ttl === 1 ? 300 : ttl) : undefined;
}

/** The policy that is in force before the plan: of several the one that is enforced, for longest. */
export function presentPolicy(changes: readonly PolicyChange[], deployed: string | undefined): Policy | undefined {
  const held = changes.filter(({ role }) => role === "file").map(({ before }) => policyTextIn(before));
  const policies = [...held, deployed].flatMap((text) => {
    const policy = text === undefined ? undefined : readPolicy(text);
    return policy?.ok === true ? [policy.value] : [];
  });
  const enforced = policies.filter(({ mode }) => mode === "enforce");
  const [longest] = (enforced.length > 0 ? enforced : policies).sort((a, b) => b.maxAge - a.maxAge);
  return longest;
}
