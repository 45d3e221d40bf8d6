import { parseDomain, type Parsed } from "@mtasts/core";
import { toALabels, withoutTrailingDot } from "@mtasts/core/checking";

/**
 * The policy domain in lower case and A-labels; U-labels and a final dot are put right, since nobody publishes anything here.
 *
 * @example
 * import { readDomain } from "@mtasts/check";
 *
 * const domain = readDomain("Bücher.example."); // value: "xn--bcher-kva.example"
 */
export function readDomain(given: string): Parsed<string> {
  const name = withoutTrailingDot(given.trim());
  const domain = parseDomain(name);
  if (domain.ok) return domain;
  const converted = toALabels(name);
  return converted === undefined ? domain : parseDomain(converted);
}
