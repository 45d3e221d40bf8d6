/** A text out of a file, and how it was encoded there. */
export interface DecodedText {
  /** Without its byte order mark. */
  readonly text: string;
  readonly encoding: "utf-8" | "utf-16le" | "utf-16be";
}

/**
 * The text of a file that a person, an editor or a shell has written: UTF-8, or the UTF-16 of Windows, each with or without a
 * byte order mark.
 *
 * @returns `undefined` for bytes that are no text.
 *
 * @example
 * import { decodeText } from "@mtasts/core/checking";
 *
 * const text: string | undefined = decodeText(Uint8Array.of(0xff, 0xfe, 0x76, 0x00))?.text; // "v"
 */
export function decodeText(bytes: Uint8Array): DecodedText | undefined {
  const encoding = encodingOf(bytes);
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    // No text of a person holds NUL.
    return text.includes("\0") ? undefined : { text, encoding };
  } catch {
    return undefined;
  }
}

/** Enough to tell ASCII in two octets each from anything else. */
const LOOKED_AT = 64;

function encodingOf(bytes: Uint8Array): DecodedText["encoding"] {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  const start = Array.from(bytes.subarray(0, LOOKED_AT));
  const zeros = (parity: number): number => start.filter((octet, i) => i % 2 === parity && octet === 0).length;
  const [even, odd] = [zeros(0), zeros(1)];
  // Almost every character of such a text is ASCII.
  const isWide = start.length >= 2 && bytes.length % 2 === 0 && Math.max(even, odd) * 4 > start.length;
  if (!isWide || Math.min(even, odd) > 0) return "utf-8";
  return odd > even ? "utf-16le" : "utf-16be";
}
