import { cloudfrontHost } from "../hosting/aws";
import { preflightIssue, type PreflightIssue } from "./preflight-issue";
import { isSeen, type SeenInternet } from "./seen";

const { authorities: acmAuthorities } = cloudfrontHost;

/** Who issues the certificate of the policy host. */
export interface Issuing {
  /**
   * The authorities' names in CAA records; one of them must be allowed.
   *
   * @default - unknown: CAA records are not compared
   */
  readonly authorities?: readonly string[] | undefined;
  /** Whether the deployment requests the certificate, so it fails at once and not at the next renewal. */
  readonly isNew: boolean;
}

/** Whether the CAA records allow any of the authorities that may issue the certificate (RFC 8659 §4.2). */
export function judgeCaa({ caa }: SeenInternet, { authorities, isNew }: Issuing): readonly PreflightIssue[] {
  if (!isSeen(caa) || caa.at === undefined || authorities === undefined || authorities.length === 0) return [];
  const { at, issuers } = caa;
  if (issuers.length === 0 || authorities.some((one) => issuers.includes(one))) return [];
  const isAcm = authorities.some((one) => acmAuthorities.some((name) => name === one));
  const names = issuers.filter((one) => one !== "").slice(0, MAX_NAMES);
  const got = names.length === 0 ? ";" : names.join(", ");
  const problem = isAcm
    ? `the CAA records at ${at} do not allow Amazon to issue the certificate of the policy host`
    : NOT_ALLOWED(at);
  const advice = `add the record ${at} CAA 0 issue "${authorities[0] ?? ""}"`;
  const code = isAcm ? "caa-forbids-acm" : "caa-forbids-host";
  const severity = isNew ? { refusedIn: "warn" as const } : { severity: "warning" as const };
  return [preflightIssue({ code, got, problem, advice, ...severity }, ["host"])];
}

const NOT_ALLOWED = (at: string): string =>
  `the CAA records at ${at} do not allow the certificate authority of the policy host to issue its certificate`;

const MAX_NAMES = 5;
