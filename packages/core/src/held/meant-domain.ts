import { withoutPolicyHost } from "../config-names";
import { lowerCase, withoutTrailingDot } from "../host-name";

/** More than any URL or address that names a domain. */
const MAX_LENGTH = 2_000;

/**
 * The domain that somebody means who writes a URL of the policy, a mail address, the name of a record or of the policy host,
 * or just the domain. Texts that name nothing of the kind come back as they are, without the white space around them.
 *
 * @example
 * import { meantDomain } from "@mtasts/core/checking";
 *
 * const domain: string = meantDomain("https://mta-sts.acme.org/.well-known/mta-sts.txt"); // "acme.org"
 */
export function meantDomain(given: string): string {
  const text = given.trim();
  if (text.length > MAX_LENGTH) return text;
  const inBrackets = /<([^<>]*)>$/.exec(text)?.[1] ?? text;
  const bare = inBrackets.replace(/^["'`]+|["'`,;]+$/g, "");
  if (/\s/.test(bare)) return text;
  const host = hostIn(bare.replace(/^mailto:/i, ""));
  const name = lowerCase(withoutTrailingDot(host));
  return name === "" ? text : withoutPolicyHost(name);
}

/** The host of a URL, what stands behind the @ of an address, or the text itself. */
function hostIn(text: string): string {
  const scheme = /^[a-z][a-z0-9+.-]*:\/\//i.exec(text)?.[0] ?? "";
  const [authority = ""] = text.slice(scheme.length).split(/[/?#]/, 1);
  const host = authority.slice(authority.lastIndexOf("@") + 1);
  // A colon within an IPv6 address is left, so that it is refused as one.
  return /^[^:]*:[0-9]*$/.test(host) ? host.slice(0, host.indexOf(":")) : host;
}
