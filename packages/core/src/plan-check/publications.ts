import { parseStsRecord } from "../sts-record";
import { readPolicy } from "../policy";
import type { Policy } from "../policy-reading";
import { textAmong, textsOf, type Values } from "./resource-change";
import { POLICY_START, type PolicyChange } from "./roles";

/** The bytes of the policy in the arguments of what holds them: an object, or the source of a Worker. */
export function policyTextIn(values: Values | undefined): string | undefined {
  const content = textAmong(values, "content", "source_content");
  if (!content?.includes(POLICY_START)) return undefined;
  // Worker sources hold the policy as a literal.
  const [literal] = /"version: STSv1(?:[^"\\\n]|\\.)*"/.exec(content) ?? [];
  return literal === undefined ? content : unquoted(literal);
}

function unquoted(literal: string): string | undefined {
  try {
    const text: unknown = JSON.parse(literal);
    return typeof text === "string" ? text : undefined;
  } catch {
    return undefined;
  }
}

/** The announced id in the arguments of a TXT record. */
export function idIn(values: Values | undefined): string | undefined {
  const texts = ["records", "rrdatas", "content", "value", "values"].flatMap((name) => textsOf(values, name));
  // Quotes are those of the provider's own notation.
  const records = texts.map((text) => parseStsRecord(text.replace(/^"|"$/g, "")));
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
