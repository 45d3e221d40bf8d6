import { lowerCase, withoutTrailingDot } from "./host-name";

/**
 * The host names that a policy has to cover, from the exchanges of a domain's MX records: those names, without their final
 * dots; the domain itself where there is no MX record; and none where a null MX says that the domain takes no mail.
 *
 * @example
 * import { matchesMx, mxHosts } from "@mtasts/core";
 *
 * const hosts: readonly string[] = mxHosts("example.com", ["mx1.example.net.", "mx2.example.net."]);
 * const isCovered: boolean = hosts.every((host) => matchesMx(host, ["*.example.net"]));
 */
export function mxHosts(domain: string, exchanges: readonly string[]): readonly string[] {
  // RFC 5321 §5.1 (M8): without an MX record the domain is its own host
  if (exchanges.length === 0) return [hostOf(domain)];
  // RFC 7505 §3 (M7): a null MX stands for no host at all
  return [...new Set(exchanges.map(hostOf))].filter((host) => host !== "");
}

function hostOf(name: string): string {
  return lowerCase(withoutTrailingDot(name));
}
