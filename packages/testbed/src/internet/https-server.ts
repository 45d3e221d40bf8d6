import { once } from "node:events";
import { type IncomingMessage, type ServerResponse } from "node:http";
import { createServer } from "node:https";
import { type AddressInfo, type Socket } from "node:net";
import { createSecureContext, type SecureContext, TLSSocket } from "node:tls";
import { type KeyPair } from "../cloud/services/acm.js";
import { type Endpoint } from "./dns-server.js";
import { type Edge } from "./edge.js";

export interface EdgeServer extends Endpoint {
  readonly stop: () => Promise<void>;
}

/** The most of a request's body that reaches what is hosted. */
const bodyLimit = 1_048_576;

/**
 * Serves the edge over TLS; `fallback` is the certificate for names at which nothing is hosted.
 *
 * @param at - Where; port 0 is any that is free.
 */
export async function startEdgeServer(edge: Edge, fallback: KeyPair, at: Endpoint): Promise<EdgeServer> {
  const contexts = new Map<string, SecureContext>();
  const contextOf = ({ cert, key }: KeyPair): SecureContext => {
    const context = contexts.get(cert) ?? createSecureContext({ cert, key, minVersion: "TLSv1.2" });
    contexts.set(cert, context);
    return context;
  };
  const server = createServer({
    ...fallback,
    minVersion: "TLSv1.2",
    SNICallback: (name, callback) => {
      callback(null, contextOf(edge.keyPairFor(name.toLowerCase()) ?? fallback));
    },
  });
  server.on("secureConnection", (socket) => {
    if (!edge.acceptsProtocol(serverNameOf(socket), socket.getProtocol())) socket.destroy();
  });
  server.on("request", (request: IncomingMessage, response: ServerResponse) => {
    answer(edge, request, response).catch(() => response.destroy());
  });
  server.listen(at.port, at.address);
  await once(server, "listening");
  const { address, port } = server.address() as AddressInfo;
  return {
    address,
    port,
    stop: async () => {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function answer(edge: Edge, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { status, headers, body } = await edge.respond({
    serverName: serverNameOf(request.socket),
    host: (request.headers.host ?? "").toLowerCase().replace(/:\d+$/, ""),
    method: request.method ?? "GET",
    path: request.url ?? "/",
    headers: Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)])),
    body: await bodyOf(request),
  });
  response.writeHead(status, { ...headers, "content-length": body.length });
  response.end(request.method === "HEAD" ? undefined : body);
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let octets = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    octets += chunk.length;
    if (octets > bodyLimit) throw new Error("the request is too large");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The name that the viewer asked for in its hello; the types of Node.js lack the property on a server. */
function serverNameOf(socket: Socket): string {
  const name: unknown = socket instanceof TLSSocket ? Reflect.get(socket, "servername") : undefined;
  return typeof name === "string" ? name.toLowerCase() : "";
}
