import { connect as connectTcp, type Socket } from "node:net";
import { connect as connectTls, type TLSSocket } from "node:tls";

/** The error that a wait ends with when its time is over. */
export class TimeoutError extends Error {
  public override readonly name = "TimeoutError";
}

/** Where to connect to: an address that has been vetted, never a name. */
export interface Target {
  readonly address: string;
  readonly port: number;
}

/** How long to wait, and what ends the wait earlier. */
export interface Limit {
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** Opens a TCP connection to exactly this address. */
export async function openTcp({ address, port }: Target, limit: Limit): Promise<Socket> {
  const socket = connectTcp({ host: address, port });
  await opened(socket, "connect", limit);
  return socket;
}

/** What TLS is to be tried with. */
export interface TlsTarget {
  /** The name for SNI. */
  readonly host: string;
  readonly ca: string | readonly string[] | undefined;
}

/**
 * Starts TLS 1.2 or better on the connection, with the name of the host as SNI (RFC 8461 §7.1 and §7.2). Whatever certificate
 * comes is taken here, so that it can be reported; the caller judges it before a word is said.
 */
export async function startTls(socket: Socket, { host, ca }: TlsTarget, limit: Limit): Promise<TLSSocket> {
  const secured = connectTls({
    socket,
    servername: host,
    minVersion: "TLSv1.2",
    ALPNProtocols: [],
    rejectUnauthorized: false,
    checkServerIdentity: () => undefined,
    ...(ca === undefined ? {} : { ca: typeof ca === "string" ? ca : [...ca] }),
  });
  await opened(secured, "secureConnect", limit);
  return secured;
}

/** Waits for the event; a connection that fails or takes too long is closed. */
async function opened(socket: Socket, event: "connect" | "secureConnect", limit: Limit): Promise<void> {
  const signal = AbortSignal.any([limit.signal, AbortSignal.timeout(limit.timeoutMs)]);
  try {
    await new Promise<void>((resolve, reject) => {
      const giveUp = (): void => {
        reject(new TimeoutError("it took too long"));
      };
      if (signal.aborted) giveUp();
      signal.addEventListener("abort", giveUp, { once: true });
      socket.once(event, resolve);
      socket.once("error", reject);
      socket.once("close", () => {
        reject(Object.assign(new Error("the connection was closed"), { code: "ECONNRESET" }));
      });
    });
  } catch (error) {
    socket.destroy();
    throw error;
  } finally {
    // A late error of the socket must find somebody who listens.
    socket.on("error", () => socket.destroy());
  }
}

/** The code of a system or OpenSSL error, such as ECONNREFUSED; the empty text where it has none. */
export function errorCode(error: unknown): string {
  // Errors of Node.js may come from another realm, where instanceof says nothing.
  const { code } = typeof error === "object" && error !== null ? (error as { readonly code?: unknown }) : {};
  return typeof code === "string" ? code : "";
}

/** What an error is about: its code says more than the words around it, and holds nothing from outside. */
export function errorText(error: unknown): string {
  if (errorCode(error) !== "") return errorCode(error);
  const { message } = typeof error === "object" && error !== null ? (error as { readonly message?: unknown }) : {};
  return typeof message === "string" ? message : "it failed";
}

/** Errors that say that this network has no way to such addresses, or may not use it. */
const NO_ROUTE: ReadonlySet<string> = new Set([
  "ENETUNREACH",
  "EHOSTUNREACH",
  "EADDRNOTAVAIL",
  "ENETDOWN",
  "EACCES",
  "EPERM",
]);

/** Whether the failure is this network's own. */
export function isOwnFailure(error: unknown): boolean {
  return NO_ROUTE.has(errorCode(error));
}
