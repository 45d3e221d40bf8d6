import { type IncomingMessage } from "node:http";
import { request } from "node:https";
import { TLSSocket } from "node:tls";

/** The answer to the request for a policy file. */
export interface PolicyFile {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** "TLSv1.2" or "TLSv1.3". */
  readonly tlsVersion: string;
  readonly certificate: ServerCertificate;
}

export interface ServerCertificate {
  readonly names: readonly string[];
  readonly issuer: string;
  readonly validTo: string;
}

export interface PolicySource {
  readonly host: string;
  readonly address: string;
  readonly port: number;
  readonly caPem: string;
  readonly timeoutMs: number;
}

/** The most that a sender reads (RFC 8461 §3.3 leaves the limit to it; 64 KiB is what senders use). */
const bodyLimit = 65_536;

/** Fetches a policy file: verified for the policy host, at least TLS 1.2, no redirects, bounded in size and time. */
export async function fetchPolicyFile(source: PolicySource): Promise<PolicyFile> {
  const { host, address, port, caPem, timeoutMs } = source;
  return await new Promise((resolve, reject) => {
    const outgoing = request({
      host: address,
      port,
      servername: host,
      ca: caPem,
      minVersion: "TLSv1.2",
      path: "/.well-known/mta-sts.txt",
      headers: { host },
      agent: false,
      signal: AbortSignal.timeout(timeoutMs),
    });
    outgoing.on("error", reject);
    outgoing.on("response", (response) => {
      readBody(response).then((body) => {
        resolve(fileOf(response, body));
      }, reject);
    });
    outgoing.end();
  });
}

async function readBody(response: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let octets = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    octets += chunk.length;
    if (octets > bodyLimit) throw new Error(`the policy is longer than ${bodyLimit} octets`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function fileOf(response: IncomingMessage, body: Buffer): PolicyFile {
  const { socket } = response;
  if (!(socket instanceof TLSSocket)) throw new TypeError("an HTTPS answer comes over TLS");
  const { subjectaltname = "", issuer, valid_to } = socket.getPeerCertificate();
  return {
    status: response.statusCode ?? 0,
    headers: Object.fromEntries(Object.entries(response.headers).map(([name, value]) => [name, String(value)])),
    body: body.toString("utf8"),
    tlsVersion: socket.getProtocol() ?? "",
    certificate: {
      names: subjectaltname.split(", ").map((name) => name.replace(/^DNS:/, "")),
      issuer: String(issuer.CN),
      validTo: valid_to,
    },
  };
}
