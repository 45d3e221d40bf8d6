import { parse } from "tldts";

/**
 * Whether domains of strangers are registered directly below a name: top-level domains, "co.uk" and its kind, and the domains
 * under which providers let their customers have names. Taken from the Public Suffix List that comes with the library, so it
 * is as old as that. Give it to `lintPolicy`; it is apart from the main entry because the list is large.
 *
 * @example
 * import { lintPolicy } from "@mtasts/core";
 * import { isPublicSuffix } from "@mtasts/core/public-suffix";
 *
 * const issues = lintPolicy("version: STSv1\r\nmode: testing\r\nmx: *.co.uk\r\nmax_age: 86400\r\n", { isPublicSuffix });
 * const codes: readonly string[] = issues.map(({ code }) => code); // mx-wildcard-too-broad among them
 */
export function isPublicSuffix(name: string): boolean {
  const lower = name.toLowerCase();
  const { publicSuffix, isIcann, isPrivate } = parse(lower, { allowPrivateDomains: true, extractHostname: false });
  // The list ends with a rule for all names that it does not know; that one proves nothing.
  return publicSuffix === lower && (isIcann === true || isPrivate === true);
}
