import { isDigitsOnly, isHostName, lowerCase } from "./host-name";
import type { Fault } from "./issue";
import { isLateValue } from "./late-value";
import { hasTemplateMark, isPlaceholderName } from "./placeholder";
import { hasScheme, readUri, type Uri } from "./uri";

/** What keeps the text from standing in a rua list at all (RFC 8460 §3), if anything. */
export function findUriFault(text: string): Fault | undefined {
  if (text === "") return { code: "tlsrpt-rua-empty", got: text };
  if (readUri(text) !== undefined) return undefined;
  if (hasTemplateMark(text)) return strangerFault(text);
  if (!hasScheme(text)) return { code: "tlsrpt-unsupported-scheme", got: text, ...offer(`mailto:${text}`) };
  return /![0-9]+[kmgt]?$/i.test(text)
    ? { code: "tlsrpt-mailto-size-suffix", got: text, ...offer(text.slice(0, text.lastIndexOf("!"))) }
    : { code: "tlsrpt-uri-encoding", got: text, ...commasAsList(text) };
}

/** What keeps a reporter from using the destination, or an author from publishing it, if anything. */
export function findDestinationFault(text: string): Fault | undefined {
  if (isLateValue(text)) return { code: "unknown-at-plan-time", got: text };
  const uri = readUri(text);
  if (uri === undefined || hasTemplateMark(text)) return findUriFault(text) ?? strangerFault(text);
  const code = unusableCode(uri, text);
  if (code === undefined) return undefined;
  return { code, got: text, ...(uri.scheme === "http" ? offer(text.replace(/^http/i, "https")) : {}) };
}

/** Why nobody can report to the URI, if so. */
function unusableCode(uri: Uri, text: string): Fault["code"] | undefined {
  // RFC 8460 §3 (R5): reports go by mail or by https
  if (uri.scheme === "mailto") return hasAddress(uri) ? undefined : "tlsrpt-mailto-address";
  if (uri.scheme === "https") return hasPublicHost(uri) && URL.canParse(text) ? undefined : "tlsrpt-https-host";
  return "tlsrpt-unsupported-scheme";
}

/** Asks nothing but the grammar, so that what is offered for a bad destination never leads to another offer. */
function isRight(text: string): boolean {
  const uri = readUri(text);
  return uri !== undefined && unusableCode(uri, text) === undefined;
}

/** Whether some reporters are known to stumble over the destination although it is right. */
export function isUnusualDestination(text: string): boolean {
  const uri = readUri(text);
  if (uri?.scheme !== "https") return false;
  const { authority = "", query = "" } = uri;
  return !isPublicName(authority) || query.includes("=");
}

/** The domain of the address in a mailto destination, in lower case; `undefined` for anything else. */
export function mailtoDomain(text: string): string | undefined {
  const uri = readUri(text);
  return uri?.scheme === "mailto" && hasAddress(uri)
    ? lowerCase(uri.path.slice(uri.path.lastIndexOf("@") + 1))
    : undefined;
}

/** The fault of a destination that a template names. */
export function strangerFault(got: string): Fault {
  return { code: "value-placeholder", got, problem: "left over from a template, so that reports go to a stranger" };
}

/** Whether reports would go to a name that was left over from a template. */
export function isPlaceholderDestination(text: string, domain: string | undefined): boolean {
  const host = mailtoDomain(text) ?? hostOf(text);
  return hasTemplateMark(text) || isPlaceholderName(host, domain === undefined ? undefined : lowerCase(domain));
}

/** The host of an https destination, in lower case. */
function hostOf(text: string): string {
  const { authority = "" } = readUri(text) ?? {};
  return lowerCase(authority.slice(authority.lastIndexOf("@") + 1).replace(/:[0-9]*$/, ""));
}

/** What was probably meant, if it is right itself. */
function offer(meant: string): Pick<Fault, "write"> {
  return isRight(meant) ? { write: meant } : {};
}

/** A comma in one text separates two destinations more often than it belongs to one. */
function commasAsList(text: string): Pick<Fault, "write"> {
  if (!text.includes(",")) return {};
  const destinations = text.split(",").map((destination) => destination.trim());
  return destinations.every(isRight) ? { write: destinations } : {};
}

/** One address as RFC 6068 §2 has it: something, an @, and a domain that can be public. */
function hasAddress({ authority, path }: Uri): boolean {
  const at = path.lastIndexOf("@");
  const local = path.slice(0, Math.max(0, at));
  return authority === undefined && /^[^@:/]+$/.test(local) && isPublicName(path.slice(at + 1));
}

function hasPublicHost({ authority = "" }: Uri): boolean {
  const host = authority.slice(authority.lastIndexOf("@") + 1);
  if (/^\[[0-9a-f:.]{2,}\](:[0-9]*)?$/i.test(host)) return true;
  const [name = "", port = ""] = host.split(":", 2);
  return /^[0-9]*$/.test(port) && (isPublicName(name) || /^[0-9]+(\.[0-9]+){3}$/.test(name));
}

function isPublicName(name: string): boolean {
  return isHostName(name) && name.includes(".") && !isDigitsOnly(name);
}
