import type { CheckingFault } from "@mtasts/core/checking";
import type { FetchResponse } from "../ports";

/** The value of a header as it came; the first one where it is repeated. */
export function headerOf({ headers }: Pick<FetchResponse, "headers">, name: string): string | undefined {
  return headers.find(([key]) => key === name)?.[1];
}

/** What the headers of an answer with a policy are told. */
export function headerFaults(response: FetchResponse): readonly CheckingFault[] {
  return [...mediaTypeFaults(response), ...cacheFaults(response), ...browserFaults(response)];
}

function mediaTypeFaults(response: FetchResponse): readonly CheckingFault[] {
  const value = headerOf(response, "content-type");
  if (value === undefined) return [{ code: "fetch-content-type-missing" }];
  const [type = "", ...parameters] = value.split(";").map((part) => part.trim());
  // RFC 8461 §3.2 (F5): text/plain; only the charset among its parameters has a meaning
  if (type.toLowerCase() !== "text/plain") return [{ code: "fetch-content-type", got: value }];
  const charset = parameters
    .map((one) => /^charset\s*=\s*"?([^"]*)"?$/iu.exec(one)?.[1])
    .find((one) => one !== undefined);
  const isPlain = charset === undefined || /^(?:utf-8|us-ascii)$/iu.test(charset);
  return isPlain ? [] : [{ code: "fetch-content-type-charset", got: charset }];
}

/** What a shared cache may keep without harm: the wait after a change of the record is as long. */
const MAX_SHARED_SECONDS = 300;

function cacheFaults(response: FetchResponse): readonly CheckingFault[] {
  const control = headerOf(response, "cache-control") ?? "";
  const age = Number(headerOf(response, "age") ?? 0);
  const seconds = sharedSeconds(control.toLowerCase());
  return [
    ...(seconds > MAX_SHARED_SECONDS ? [{ code: "fetch-cache-control", got: control } as const] : []),
    // RFC 8461 §8.1: a cache in front may still answer with the policy of yesterday
    ...(age > MAX_SHARED_SECONDS ? [{ ...OLD_COPY, got: age }] : []),
  ];
}

const OLD_COPY = {
  code: "fetch-stale",
  severity: "warning",
  problem: "the answer comes from a cache that has held it for some time, and may not be what was deployed last",
} as const satisfies CheckingFault;

/** How long a shared cache may keep the answer (RFC 9111 §5.2.2). */
function sharedSeconds(control: string): number {
  if (/\b(?:no-store|no-cache|private)\b/u.test(control)) return 0;
  const [, seconds = "0"] =
    /\bs-maxage\s*=\s*"?(\d{1,10})/u.exec(control) ?? /\bmax-age\s*=\s*"?(\d{1,10})/u.exec(control) ?? [];
  return Number(seconds);
}

function browserFaults(response: FetchResponse): readonly CheckingFault[] {
  const names = ["set-cookie", "strict-transport-security"].filter((name) => headerOf(response, name) !== undefined);
  return names.length === 0 ? [] : [{ code: "fetch-cookies-hsts", got: names.join(", ") }];
}
