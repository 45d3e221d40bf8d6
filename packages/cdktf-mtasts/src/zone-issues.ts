import { toIssue, type Issue } from "@mtasts/core";
import { Token } from "./framework.js";
import { isRecord } from "./late-values.js";

/**
 * Whether the host's name and the records end up in two Cloudflare zones, although one domain is in one zone, unless the
 * host's name is a zone of its own. Only ids that are known say anything.
 */
export function zoneIssues(host: unknown, dns: unknown): readonly Issue[] {
  const [hostZone, dnsZone] = [zoneIdOf(host), zoneIdOf(dns)];
  if (hostZone === undefined || dnsZone === undefined || hostZone === dnsZone) return [];
  return [toIssue({ code: "host-zone-differs", got: hostZone, write: dnsZone }, ["host", "zoneId"])];
}

/** An empty id is told of elsewhere. */
function zoneIdOf(port: unknown): string | undefined {
  const zoneId = isRecord(port) ? port["cloudflareZoneId"] : undefined;
  return typeof zoneId === "string" && zoneId !== "" && !Token.isUnresolved(zoneId) ? zoneId : undefined;
}
