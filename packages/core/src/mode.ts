import type { Fault } from "./issue";

/** What senders do when a host fails: deliver and report, refuse to deliver, or ignore the policy (RFC 8461 §5). */
export type Mode = "testing" | "enforce" | "none";

/** Words that people write for a mode. */
const MEANT: ReadonlyMap<string, Mode> = new Map([
  ["enforced", "enforce"],
  ["enforcing", "enforce"],
  ["live", "enforce"],
  ["on", "enforce"],
  ["strict", "enforce"],
  ["monitor", "testing"],
  ["test", "testing"],
  ["tests", "testing"],
  ["disabled", "none"],
  ["off", "none"],
]);

/** Whether the text is a mode, letter by letter. */
export function isMode(text: string): text is Mode {
  // RFC 8461 §3.2: sts-policy-mode-value = %s"testing" / %s"enforce" / %s"none"
  return text === "testing" || text === "enforce" || text === "none";
}

/** Why the text is no mode, and which one was probably meant. */
export function modeFault(text: string): Fault {
  const word = text.toLowerCase();
  if (isMode(word)) return { code: "policy-value-case", got: text, write: word };
  if (word === "report") return { code: "policy-old-mode-report", got: text };
  const meant = MEANT.get(word);
  return meant === undefined
    ? { code: "policy-mode-invalid", got: text }
    : { code: "policy-mode-word", got: text, write: meant };
}
