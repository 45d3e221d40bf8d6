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
  const isZero = (parity: number): boolean => start.every((octet, i) => i % 2 !== parity || octet === 0);
  if (start.length < 2 || start.length % 2 === 1) return "utf-8";
  if (isZero(1) && !isZero(0)) return "utf-16le";
  return isZero(0) && !isZero(1) ? "utf-16be" : "utf-8";
}
