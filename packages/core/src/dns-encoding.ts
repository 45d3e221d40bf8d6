import { lowerCase } from "./host-name";

/** A character-string of DNS holds at most 255 octets (RFC 1035 §3.3). */
export const MAX_STRING_OCTETS = 255;

/**
 * The character-strings of a TXT value: at most 255 octets each, to be joined without spaces. The value must be ASCII, which
 * all values of this package are.
 *
 * @example
 * import { txtChunks } from "@mtasts/core";
 *
 * const chunks: readonly string[] = txtChunks("v=STSv1; id=1;"); // one element
 */
export function txtChunks(value: string): readonly string[] {
  const count = Math.max(1, Math.ceil(value.length / MAX_STRING_OCTETS));
  return Array.from({ length: count }, (_, i) => value.slice(i * MAX_STRING_OCTETS, (i + 1) * MAX_STRING_OCTETS));
}

/**
 * A TXT value for Route 53 records of the AWS provider: without outer quotes, because the provider adds them, and with `""`
 * between the character-strings.
 *
 * @example
 * import { route53TxtValue } from "@mtasts/core";
 *
 * const value: string = route53TxtValue("v=STSv1; id=1;"); // v=STSv1; id=1;
 */
export function route53TxtValue(value: string): string {
  // PROVIDER aws 5: the provider wraps the value in quotes, so only the seams between the strings are ours
  return txtChunks(value).join('""');
}

/**
 * A TXT value for DNS records of the Cloudflare provider: each character-string in quotes, separated by a space.
 *
 * @example
 * import { cloudflareTxtContent } from "@mtasts/core";
 *
 * const content: string = cloudflareTxtContent("v=STSv1; id=1;"); // "v=STSv1; id=1;" with its quotes
 */
export function cloudflareTxtContent(value: string): string {
  // PROVIDER cloudflare 5: TXT content must be quoted, cloudflare/terraform-provider-cloudflare#5351
  return txtChunks(value)
    .map((chunk) => `"${chunk}"`)
    .join(" ");
}

/**
 * The name relative to its zone, `@` for the zone itself, `undefined` for a name outside the zone. Final dots and case play no
 * part.
 *
 * @example
 * import { relativeName } from "@mtasts/core";
 *
 * const inside: string | undefined = relativeName("_mta-sts.example.com", "example.com"); // "_mta-sts"
 * const outside: string | undefined = relativeName("notexample.com", "example.com"); // undefined
 */
export function relativeName(name: string, zone: string): string | undefined {
  const relative = canonicalName(name);
  const suffix = canonicalName(zone);
  if (relative === suffix) return "@";
  // A zone ends at a label boundary: "notexample.com" lies outside of "example.com".
  return relative.endsWith(`.${suffix}`) ? relative.slice(0, -suffix.length - 1) : undefined;
}

/** The name without its final dot, in lower case. */
export function canonicalName(name: string): string {
  return lowerCase(name.endsWith(".") ? name.slice(0, -1) : name);
}
