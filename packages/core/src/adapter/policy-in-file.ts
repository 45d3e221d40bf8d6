/** Twice what a sender reads (RFC 8461 §3.3), since a Worker holds the policy with escapes. */
const MAX_LENGTH = 200_000;

const START = "version:";

/** How the line of a Worker begins that holds the policy; see `workerSource`. */
const LINE = "const body = ";

/** The policy that a host's file holds, be it the file that is served or the source of the Worker that serves it. */
export function policyIn(content: unknown): string | undefined {
  if (typeof content !== "string" || content.length > MAX_LENGTH) return undefined;
  if (content.startsWith(START)) return content;
  const at = content.indexOf(`\n${LINE}"`);
  if (at < 0) return undefined;
  const from = at + 1 + LINE.length;
  const end = content.indexOf(";\n", from);
  return end < 0 ? undefined : policyInLiteral(content.slice(from, end));
}

function policyInLiteral(literal: string): string | undefined {
  try {
    const body: unknown = JSON.parse(literal);
    return typeof body === "string" && body.startsWith(START) ? body : undefined;
  } catch {
    return undefined;
  }
}
