import { every, isAlphanumeric, isDigit, Scanner, type CharTest } from "./scanner";

/** The parts of an absolute URI that reporting needs, still percent-encoded. */
export interface Uri {
  /** In lower case. */
  readonly scheme: string;
  /** What stands between `//` and the path; `undefined` where there is no `//`. */
  readonly authority: string | undefined;
  readonly path: string;
  /** Without the question mark. */
  readonly query: string | undefined;
}

/**
 * Reads an absolute URI whose commas, exclamation marks and semicolons are percent-encoded; `undefined` if it is none.
 *
 *     URI       = scheme ":" hier-part ["?" query] ["#" fragment]
 *     hier-part = "//" authority path-abempty / path-absolute / path-rootless / path-empty
 */
export function readUri(text: string): Uri | undefined {
  // RFC 3986 §3; RFC 8460 §3 (R4): three characters of the sub-delims must be encoded
  const scanner = new Scanner(text);
  const scheme = readScheme(scanner);
  if (scheme === undefined) return undefined;
  const hasAuthority = scanner.take("//");
  const authority = hasAuthority ? readAuthority(scanner) : undefined;
  if (hasAuthority && authority === undefined) return undefined;
  const path = readRun(scanner, isPathCharacter);
  const query = scanner.take("?") ? readRun(scanner, isQueryCharacter) : undefined;
  if (scanner.take("#")) readRun(scanner, isQueryCharacter);
  const isRooted = !hasAuthority || path === "" || path.startsWith("/");
  return scanner.isAtEnd() && isRooted && hasWholeEscapes(text) ? { scheme, authority, path, query } : undefined;
}

/** Whether the text begins with a scheme, whatever follows. */
export function hasScheme(text: string): boolean {
  return readScheme(new Scanner(text)) !== undefined;
}

function readScheme(scanner: Scanner): string | undefined {
  // RFC 3986 §3.1: ALPHA *( ALPHA / DIGIT / "+" / "-" / "." )
  const scheme = scanner.takeWhile((code) => isAlphanumeric(code) || SCHEME_MARKS.includes(code));
  const isScheme = scheme !== "" && !isDigit(scheme.charCodeAt(0)) && isAlphanumeric(scheme.charCodeAt(0));
  return scanner.take(":") && isScheme ? scheme.toLowerCase() : undefined;
}

function readAuthority(scanner: Scanner): string | undefined {
  // RFC 3986 §3.2: brackets stand around an IP literal and nowhere else
  const user = readRun(scanner, isAuthorityCharacter);
  if (!scanner.take("[")) return user;
  const literal = scanner.takeWhile((code) => isHexDigit(code) || code === COLON || code === DOT);
  return scanner.take("]") ? `${user}[${literal}]${readRun(scanner, isAuthorityCharacter)}` : undefined;
}

function readRun(scanner: Scanner, test: CharTest): string {
  return scanner.takeWhile((code) => test(code) || code === PERCENT);
}

function hasWholeEscapes(text: string): boolean {
  return text.split("%").every((part, i) => i === 0 || every(part.slice(0, 2).padEnd(2, "x"), isHexDigit));
}

const PERCENT = 0x25;
const COLON = 0x3a;
const DOT = 0x2e;
const SCHEME_MARKS = codesOf("+-.");
const UNRESERVED_AND_SUB_DELIMS = codesOf("-._~$&'()*+=");

function codesOf(characters: string): readonly number[] {
  return Array.from(characters, (character) => character.charCodeAt(0));
}

function isAuthorityCharacter(code: number): boolean {
  return isAlphanumeric(code) || UNRESERVED_AND_SUB_DELIMS.includes(code) || code === COLON || code === 0x40;
}

function isPathCharacter(code: number): boolean {
  return isAuthorityCharacter(code) || code === 0x2f;
}

function isQueryCharacter(code: number): boolean {
  return isPathCharacter(code) || code === 0x3f;
}

function isHexDigit(code: number): boolean {
  return isDigit(code) || (code >= 0x41 && code <= 0x46) || (code >= 0x61 && code <= 0x66);
}
