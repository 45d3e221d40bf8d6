import { isPublicSuffix } from "@mtasts/core/public-suffix";
import { isInZone, normalName } from "./services/route53.js";

/**
 * The zone that a record's owner name suggests: the name without the labels of services in front, so that
 * `_smtp._tls.example.com` and `_token.mta-sts.example.com` both suggest `example.com`. Undefined where too little is left.
 */
export function suggestedZone(owner: string): string | undefined {
  const labels = normalName(owner).split(".");
  const first = labels.findIndex((label) => !label.startsWith("_") && label !== "*" && label !== "mta-sts");
  const zone = first < 0 ? "" : labels.slice(first).join(".");
  return isPossibleZone(zone) ? zone : undefined;
}

/** The closest name above both, under which a zone can hold both; undefined where there is none. */
export function commonZone(zone: string, owner: string): string | undefined {
  const other = suggestedZone(owner);
  if (other === undefined) return undefined;
  const labels = zone.split(".");
  const common = labels.map((_, i) => labels.slice(i).join(".")).find((name) => isInZone(other, name));
  return common !== undefined && isPossibleZone(common) ? common : undefined;
}

function isPossibleZone(name: string): boolean {
  return name.includes(".") && !isPublicSuffix(name);
}
