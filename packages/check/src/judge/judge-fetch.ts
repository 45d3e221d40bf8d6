import type { CheckingFault } from "@mtasts/core/checking";
import type { FetchAttempt, FetchFailure, FetchResponse } from "../ports";
import { headerOf } from "./headers";

/** What a sender makes of an attempt to fetch, before it reads any text (RFC 8461 §3.3). */
export interface FetchJudgement {
  readonly state: "text" | "failed" | "unknown";
  /** Whether the failure is one of the certificate. */
  readonly isUntrusted: boolean;
  readonly faults: readonly CheckingFault[];
}

/** What senders read at the least, in seconds and in bytes. */
const SLOW_MS = 4_000;

export function judgeFetch(attempt: FetchAttempt, aliases: readonly string[]): FetchJudgement {
  return attempt.outcome === "response" ? judgeResponse(attempt) : judgeFailure(attempt, aliases);
}

function judgeResponse(response: FetchResponse): FetchJudgement {
  const slow: readonly CheckingFault[] =
    response.durationMs > SLOW_MS ? [{ code: "fetch-slow", got: `${response.durationMs} ms` }] : [];
  const fault = statusFault(response) ?? encodingFault(response) ?? sizeFault(response);
  if (fault !== undefined) return { ...FAILED, faults: [fault, ...slow] };
  return { state: "text", isUntrusted: false, faults: slow };
}

const FAILED = { state: "failed", isUntrusted: false } as const;

function statusFault(response: FetchResponse): CheckingFault | undefined {
  const { status } = response;
  // RFC 8461 §3.3 (F3): only 200, and no redirect is followed
  if (status === 200) return undefined;
  const location = headerOf(response, "location");
  if (status >= 300 && status < 400 && status !== 304) {
    return { code: "fetch-redirect", got: location === undefined ? status : `${status} ${location}` };
  }
  return { code: "fetch-status", got: status };
}

function encodingFault(response: FetchResponse): CheckingFault | undefined {
  const encoding = headerOf(response, "content-encoding") ?? "identity";
  return encoding.trim().toLowerCase() === "identity" ? undefined : { code: "fetch-encoding", got: encoding };
}

function sizeFault({ isTruncated, body }: FetchResponse): CheckingFault | undefined {
  // RFC 8461 §3.3 (F6): senders read 64 kilobytes
  return isTruncated ? { code: "fetch-size", got: `more than ${body.length} bytes` } : undefined;
}

function judgeFailure({ kind, detail, address }: FetchFailure, aliases: readonly string[]): FetchJudgement {
  switch (kind) {
    case "no-route":
      return { state: "unknown", isUntrusted: false, faults: [{ code: "fetch-unreachable", got: detail }] };
    case "blocked-address":
      return { ...FAILED, faults: [{ code: "fetch-host-address", got: address }] };
    case "refused":
    case "reset":
    case "connect-timeout":
      return { ...FAILED, faults: [{ code: "fetch-tls", problem: NO_CONNECTION[kind], got: address }] };
    case "timeout":
      return { ...FAILED, faults: [TOO_SLOW] };
    case "tls":
      return { ...FAILED, faults: [{ code: "fetch-tls", got: detail }] };
    case "http":
      return { ...FAILED, faults: [{ code: "fetch-http", got: detail }] };
    case "certificate":
      return { state: "failed", isUntrusted: true, faults: [certificateFault(detail, aliases)] };
  }
}

const NO_CONNECTION = {
  refused: "the policy host refuses HTTPS connections",
  reset: "the policy host resets HTTPS connections",
  "connect-timeout": "the policy host does not answer HTTPS connections",
} as const;

const TOO_SLOW = {
  code: "fetch-slow",
  severity: "error",
  problem: "the policy host did not answer in time",
} as const satisfies CheckingFault;

function certificateFault(detail: string, aliases: readonly string[]): CheckingFault {
  const target = aliases.at(-1);
  // RFC 8461 §8.2: a provider needs a certificate for the customer's name
  if (target !== undefined && detail.startsWith("it names ")) {
    return {
      code: "delegation-certificate",
      problem: `the policy host is an alias, and its certificate is not valid: ${detail}`,
    };
  }
  return { code: "fetch-tls", problem: `the certificate of the policy host is not valid: ${detail}` };
}
