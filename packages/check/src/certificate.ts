import { matchesMx } from "@mtasts/core";
import { show } from "@mtasts/core/checking";
import type { CertificateFacts, TlsFacts } from "./ports";
import type { CertificateReport, MxResultType } from "./report";

/** Why a sender refuses a certificate. */
export interface CertificateProblem {
  readonly resultType: Exclude<MxResultType, "starttls-not-supported">;
  /** In words, without characters that a terminal would act on. */
  readonly text: string;
}

/** What keeps a sender from taking what TLS showed for the host, if anything (RFC 8461 §3.3 and §4.2). */
export function certificateProblem(tls: TlsFacts, host: string, now: number): CertificateProblem | undefined {
  const { certificate, chainError } = tls;
  if (certificate === undefined) return { resultType: "validation-failure", text: "no certificate was presented" };
  const { names, validFrom, validTo } = certificate;
  // RFC 8461 §3.3 (F1): it must not have expired
  if (now > validTo) return { resultType: "certificate-expired", text: `it expired on ${day(validTo)}` };
  if (now < validFrom) return { resultType: "certificate-not-trusted", text: `it begins on ${day(validFrom)}` };
  // RFC 8461 §3.3, §4.2 (F1): a DNS-ID must name the host; neither common names nor addresses count
  if (!matchesMx(host, names)) {
    return { resultType: "certificate-host-mismatch", text: `it names ${namesInWords(names)} and not ${show(host)}` };
  }
  // RFC 8461 §3.3 (F1): the chain must lead to a trusted root
  if (chainError === undefined) return undefined;
  return {
    resultType: "certificate-not-trusted",
    text: CHAIN_ERRORS.get(chainError) ?? `its chain fails: ${chainError}`,
  };
}

/** What OpenSSL names shortly. */
const CHAIN_ERRORS: ReadonlyMap<string, string> = new Map([
  ["DEPTH_ZERO_SELF_SIGNED_CERT", "it is signed by itself and by no trusted authority"],
  ["SELF_SIGNED_CERT_IN_CHAIN", "its chain ends at a root that is not trusted"],
  ["UNABLE_TO_GET_ISSUER_CERT", "its chain is incomplete or ends at a root that is not trusted"],
  ["UNABLE_TO_GET_ISSUER_CERT_LOCALLY", "its chain is incomplete or ends at a root that is not trusted"],
  ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "an intermediate certificate is missing, or no trusted authority has signed it"],
  ["CERT_HAS_EXPIRED", "a certificate of its chain has expired"],
  ["CERT_NOT_YET_VALID", "a certificate of its chain is not valid yet"],
]);

/** The certificate as a report shows it. */
export function certificateReport(
  certificate: CertificateFacts,
  now: number,
  problem: CertificateProblem | undefined,
): CertificateReport {
  const { names, issuer, validFrom, validTo, fingerprint256 } = certificate;
  return {
    names: names.slice(0, MAX_NAMES),
    issuer: issuer.slice(0, MAX_ISSUER_LENGTH),
    validFrom: isoDate(validFrom),
    validTo: isoDate(validTo),
    daysLeft: daysLeft(validTo, now),
    fingerprint256,
    isValid: problem === undefined,
    ...(problem === undefined ? {} : { problem: problem.text }),
  };
}

/** Whole days, rounded down. */
export function daysLeft(validTo: number, now: number): number {
  return Number.isFinite(validTo) ? Math.floor((validTo - now) / DAY_MS) : -1;
}

const DAY_MS = 86_400_000;
const MAX_NAMES = 100;
const MAX_ISSUER_LENGTH = 500;
const SHOWN_NAMES = 3;

function namesInWords(names: readonly string[]): string {
  if (names.length === 0) return "no DNS name";
  const more = names.length > SHOWN_NAMES ? ` and ${names.length - SHOWN_NAMES} more` : "";
  return `${names.slice(0, SHOWN_NAMES).map(show).join(", ")}${more}`;
}

function day(time: number): string {
  return isoDate(time).slice(0, 10);
}

/** A date out of any range is as good as none. */
function isoDate(time: number): string {
  return Number.isFinite(time) && Math.abs(time) <= MAX_TIME_MS ? new Date(time).toISOString() : "unknown";
}

const MAX_TIME_MS = 8_640_000_000_000_000;
