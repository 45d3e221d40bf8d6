import { isAscii } from "./host-name";
import type { Fault } from "./issue";
import { hasTemplateMark } from "./placeholder";
import { isAlphanumeric, isWhitespace, Scanner, withoutTrailingWhitespace } from "./scanner";

/** The keys of a policy that are registered (RFC 8461 §9.3). */
export const POLICY_KEYS = ["version", "mode", "mx", "max_age"] as const;

/** What a line that is no field seems to be, if it shows how it came to be so. */
export function slipInLine(text: string): Pick<Fault, "code" | "severity" | "problem"> | undefined {
  const line = withoutLeadingWhitespace(text);
  const second = line.charCodeAt(1);
  if (line.startsWith("<") && (isAlphanumeric(second) || second === EXCLAMATION_MARK || second === SLASH)) {
    return { code: "policy-rich-text" };
  }
  if (isRichText(line) || (line.startsWith("\\") && isAlphanumeric(second))) return { code: "policy-rich-text" };
  const colon = text.indexOf(":");
  // NBSP and the like look right, so they are named even where the line has other faults.
  return isAscii(text.slice(0, colon === -1 ? undefined : colon)) ? undefined : NOT_ASCII;
}

/** What has got into the value of a registered key, which its grammar refuses. */
export function slipInValue(value: string): Fault | undefined {
  if (SLIP_CHARACTERS.test(value)) {
    if (hasJoinedField(value)) return { code: "policy-joined", got: value };
    if (/\\$|<\/|<br/i.test(value)) return { code: "policy-rich-text", got: value };
  }
  return hasTemplateMark(value) ? { code: "policy-placeholder", got: value } : undefined;
}

/** One of these is in a value that holds more than itself. */
const SLIP_CHARACTERS = /[:\\<]/;

/** A value that has to be ASCII and is not. */
export function nonAsciiFault(value: string): Fault | undefined {
  return isAscii(value) ? undefined : { ...NOT_ASCII, got: value };
}

const NOT_ASCII = {
  code: "policy-non-ascii",
  severity: "error",
  problem: "a character is not ASCII where the grammar demands it",
} as const satisfies Fault;

/** Whether the text begins as RTF does. */
export function isRichText(text: string): boolean {
  return text.startsWith("{\\");
}

/** Whether a line is `mx:` without a value, as above the items of a YAML list. */
export function emptyListKey(text: string): boolean {
  return withoutTrailingWhitespace(withoutLeadingWhitespace(text)) === "mx:";
}

/** The text of an item of a YAML list; `undefined` for any other line. */
export function listItem(text: string): string | undefined {
  const scanner = new Scanner(text);
  scanner.takeWhile(isWhitespace);
  if (!scanner.take("-") || scanner.takeWhile(isWhitespace) === "") return undefined;
  const item = withoutTrailingWhitespace(text.slice(scanner.offset));
  return item === "" ? undefined : item;
}

/** Whether the next field stands in the same value, because the end of a line was lost or written as "\n". */
function hasJoinedField(value: string): boolean {
  return POLICY_KEYS.some((key) => {
    const start = value.indexOf(`${key}:`);
    if (start <= 0) return false;
    const isFollowed = isWhitespace(value.charCodeAt(start + key.length + 1));
    const isSeparate = isWhitespace(value.charCodeAt(start - 1)) || value.slice(0, start).endsWith("\\n");
    // A port after a host below the top-level domain "mx" is no field.
    return isFollowed || isSeparate;
  });
}

function withoutLeadingWhitespace(text: string): string {
  const scanner = new Scanner(text);
  scanner.takeWhile(isWhitespace);
  return text.slice(scanner.offset);
}

const EXCLAMATION_MARK = 0x21;
const SLASH = 0x2f;
