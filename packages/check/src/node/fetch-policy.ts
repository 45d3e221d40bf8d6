import type { Socket } from "node:net";
import { isPublicAddress } from "../address";
import { certificateProblem } from "../certificate";
import type { NodePortsOptions } from "../options";
import type { FetchAttempt, FetchFailure, FetchFailureKind, FetchReply, FetchRequest, TlsFacts } from "../ports";
import { errorCode, errorText, isOwnFailure, openTcp, startTls, TimeoutError } from "./connect";
import { httpGet } from "./http-get";
import { tlsFacts } from "./tls-facts";

/** The times that a phase may take, in milliseconds; RFC 8461 §3.3 suggests a minute for the whole. */
const CONNECT_MS = 5_000;
const TLS_MS = 10_000;
const TOTAL_MS = 60_000;

/** As many addresses as are tried before giving up. */
const MAX_ADDRESSES = 4;

/** Failures after which a sender tries the next address. */
const TRY_NEXT: ReadonlySet<FetchFailureKind> = new Set([
  "blocked-address",
  "no-route",
  "refused",
  "reset",
  "connect-timeout",
]);

/** What all attempts have in common. */
interface Job {
  readonly request: FetchRequest;
  readonly options: NodePortsOptions;
  readonly signal: AbortSignal;
}

/** Fetches the policy from the addresses in turn, as a sender does, until one of them has spoken. */
export async function fetchFrom(
  request: FetchRequest,
  options: NodePortsOptions,
  outer: AbortSignal,
): Promise<FetchReply> {
  const signal = AbortSignal.any([outer, AbortSignal.timeout(TOTAL_MS)]);
  const attempts: FetchAttempt[] = [];
  for (const address of request.addresses.slice(0, MAX_ADDRESSES)) {
    const attempt = await fetchAt(address, { request, options, signal });
    attempts.push(attempt);
    if (attempt.outcome === "response" || !TRY_NEXT.has(attempt.kind)) break;
  }
  return { attempts };
}

/** An attempt without what every attempt has. */
type Ending =
  | Omit<Extract<FetchAttempt, { outcome: "response" }>, "address" | "durationMs">
  | Omit<FetchFailure, "address" | "durationMs">;

async function fetchAt(address: string, job: Job): Promise<FetchAttempt> {
  const began = performance.now();
  const ending = isAllowed(address, job.options)
    ? await talkTo(address, job)
    : failure("blocked-address", "the address is not public");
  return { ...ending, address, durationMs: Math.round(performance.now() - began) };
}

function isAllowed(address: string, { allowPrivate = false }: NodePortsOptions): boolean {
  return allowPrivate || isPublicAddress(address);
}

async function talkTo(address: string, { request, options, signal }: Job): Promise<Ending> {
  let phase: Phase = "connect";
  let opened: Socket | undefined;
  let tls: TlsFacts | undefined;
  try {
    const { host } = request;
    opened = await openTcp({ address, port: options.httpsPort ?? 443 }, { timeoutMs: CONNECT_MS, signal });
    phase = "tls";
    const socket = await startTls(opened, { host, ca: options.ca }, { timeoutMs: TLS_MS, signal });
    phase = "http";
    tls = tlsFacts(socket);
    const problem = certificateProblem(tls, host, Date.now());
    if (problem !== undefined) return { ...failure("certificate", problem.text), tls };
    return { ...(await httpGet(socket, request, signal)), outcome: "response", tls };
  } catch (error) {
    return { ...failure(kindOf(error, phase), errorText(error)), ...(tls === undefined ? {} : { tls }) };
  } finally {
    opened?.destroy();
  }
}

function failure(kind: FetchFailureKind, detail: string): Omit<FetchFailure, "address" | "durationMs"> {
  return { outcome: "failure", kind, detail };
}

type Phase = "connect" | "tls" | "http";

function kindOf(error: unknown, phase: Phase): FetchFailureKind {
  const code = errorCode(error);
  if (error instanceof TimeoutError || code === "ETIMEDOUT") return phase === "connect" ? "connect-timeout" : "timeout";
  if (isOwnFailure(error)) return "no-route";
  if (code === "ECONNREFUSED") return "refused";
  if (code === "ECONNRESET" || code === "EPIPE" || phase === "connect") return "reset";
  return phase;
}
