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

/** Serves the edge over TLS; `fallback` is the certificate for names that no distribution has. */
export async function startEdgeServer(edge: Edge, fallback: KeyPair): Promise<EdgeServer> {
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
    answer(edge, request, response);
  });
  server.listen(0, "127.0.0.1");
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

function answer(edge: Edge, request: IncomingMessage, response: ServerResponse): void {
  const { status, headers, body } = edge.respond({
    serverName: serverNameOf(request.socket),
    host: (request.headers.host ?? "").toLowerCase().replace(/:\d+$/, ""),
    method: request.method ?? "GET",
    path: request.url ?? "/",
  });
  response.writeHead(status, {
    ...headers,
    via: "1.1 emulated.cloudfront.net (CloudFront)",
    "content-length": body.length,
  });
  response.end(request.method === "HEAD" ? undefined : body);
}

/** The name that the viewer asked for in its hello; the types of Node.js lack the property on a server. */
function serverNameOf(socket: Socket): string {
  const name: unknown = socket instanceof TLSSocket ? Reflect.get(socket, "servername") : undefined;
  return typeof name === "string" ? name.toLowerCase() : "";
}
