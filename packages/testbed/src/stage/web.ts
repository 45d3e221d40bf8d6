import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import { createSecureContext, TLSSocket } from "node:tls";
import type { KeyPair } from "./certificates.js";

/** What happens on a connection. */
export type Behaviour = (socket: Socket) => void;

/** A listener at one address. */
export interface StageServer {
  /** How many connections were taken. */
  readonly connections: () => number;
  readonly stop: () => Promise<void>;
}

/** Takes connections at the address and port, and lets the behaviour have them. */
export async function listen(
  address: string,
  port: number,
  behaviour: Behaviour,
): Promise<StageServer & { readonly port: number }> {
  const open = new Set<Socket>();
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    open.add(socket);
    socket.on("close", () => open.delete(socket)).on("error", () => socket.destroy());
    behaviour(socket);
  });
  server.listen(port, address);
  await once(server, "listening");
  const bound = server.address();
  return {
    port: typeof bound === "object" ? (bound?.port ?? port) : port,
    connections: () => connections,
    stop: async () => {
      const closed = once(server, "close");
      server.close();
      for (const socket of open) socket.destroy();
      await closed;
    },
  };
}

/** What a web server does with a request, whose text it gets, once it has come to its blank line. */
export type Responder = (socket: Socket, request: string) => void;

/** How TLS is spoken. */
export interface TlsBehaviour {
  readonly keyPair: KeyPair;
  /** The certificate for clients that name another host, or none. @default - the same one */
  readonly fallback?: { readonly host: string; readonly keyPair: KeyPair };
  readonly maxVersion?: "TLSv1.1" | "TLSv1.2" | "TLSv1.3";
}

/** TLS, and then a responder. */
export function https({ keyPair, fallback, maxVersion = "TLSv1.3" }: TlsBehaviour, respond: Responder): Behaviour {
  const isOld = maxVersion === "TLSv1.1";
  const contextOf = (pair: KeyPair) =>
    createSecureContext({
      ...pair,
      minVersion: isOld ? "TLSv1" : "TLSv1.2",
      maxVersion,
      // OpenSSL offers what is older than TLS 1.2 at this level only.
      ...(isOld ? { ciphers: "DEFAULT@SECLEVEL=0" } : {}),
    });
  const context = contextOf(keyPair);
  const other = fallback === undefined ? undefined : contextOf(fallback.keyPair);
  return (socket) => {
    const secured = new TLSSocket(socket, {
      isServer: true,
      secureContext: other ?? context,
      SNICallback: (name, done) => {
        done(null, other === undefined || name === fallback?.host ? context : other);
      },
    });
    secured.on("error", () => socket.destroy());
    let request = "";
    secured.on("data", (chunk: Buffer) => {
      const before = request.includes("\r\n\r\n");
      request += chunk.toString("latin1");
      if (!before && request.includes("\r\n\r\n")) respond(secured, request);
    });
  };
}

/** An ordinary answer. */
export interface Page {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

/** Answers every request with the page. */
export function page({ status = 200, headers = { "Content-Type": "text/plain" }, body = "" }: Page): Responder {
  const bytes = typeof body === "string" ? Buffer.from(body) : body;
  const lines = Object.entries({ ...headers, "Content-Length": String(bytes.length) }).map(
    ([k, v]) => `${k}: ${v}\r\n`,
  );
  return (socket) => {
    socket.end(Buffer.concat([Buffer.from(`HTTP/1.1 ${status} Stage\r\n${lines.join("")}\r\n`, "latin1"), bytes]));
  };
}
