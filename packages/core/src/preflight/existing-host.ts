import { matchesMx } from "../domain";
import { hostNameAt, refused, type Existing } from "./existing";
import type { HostName } from "./judge-move";
import type { PreflightIssue } from "./preflight-issue";

const CLOUDFRONT = "*.cloudfront.net";

/**
 * Whether `mta-sts.<domain>` is in use before the deployment creates it: by an alias that leads elsewhere, by addresses, or by
 * another CloudFront distribution, which keeps a new one from taking the name.
 */
export function judgeExistingHost(
  { seen, announced, publishing }: Existing,
  host: HostName,
): readonly PreflightIssue[] {
  const { host: creation } = publishing.records;
  const found = hostNameAt(seen);
  if (found === undefined || creation === "held") return [];
  const [alias] = found.aliases;
  if (alias === undefined && !found.hasAddress) return [];
  const isOurs = announced !== undefined && announced.state !== "foreign";
  const leadsHere = found.aliases.some((one) => host.leadsTo !== undefined && isAt(one, host.leadsTo));
  if (creation === "unknown" && (isOurs || leadsHere)) return [];
  const isAliasTaken = host.leadsTo === CLOUDFRONT && found.aliases.some((one) => isAt(one, CLOUDFRONT));
  // The advice of a take-over covers the record as well.
  if (isAliasTaken)
    return [refused({ code: "cloudfront-alias-taken", got: alias }, { records: publishing.records }, "host")];
  const got = alias ?? "an address record";
  return [refused({ code: "host-name-taken", got }, publishing, "host")];
}

function isAt(alias: string, pattern: string): boolean {
  return alias === pattern || matchesMx(alias, [pattern]);
}
