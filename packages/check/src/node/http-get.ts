import { request as httpRequest, type IncomingMessage } from "node:http";
import type { TLSSocket } from "node:tls";
import type { FetchRequest, FetchResponse } from "../ports";
import { TimeoutError } from "./connect";

const PATH = "/.well-known/mta-sts.txt";

/** RFC 8461 §3.3 (F6) suggests 64 kilobytes. */
const MAX_BODY_BYTES = 65_536;
const MAX_HEADER_BYTES = 16_384;
const MAX_HEADERS = 200;
const MAX_EARLY_ANSWERS = 20;

const USER_AGENT = "mtasts-check";

type Answer = Pick<FetchResponse, "status" | "headers" | "body" | "isTruncated">;

/**
 * Asks for the policy on a connection that is open, and reads what comes, within bounds. Redirects are not followed, nothing is
 * decompressed, and the connection is used once (RFC 8461 §3.3).
 */
export async function httpGet(
  socket: TLSSocket,
  { host, userAgent, path = PATH }: FetchRequest,
  signal: AbortSignal,
): Promise<Answer> {
  return await new Promise<Answer>((resolve, reject) => {
    const request = httpRequest({
      createConnection: () => socket,
      path,
      // RFC 8461 §3.3 (F4): no condition, so that no cache is asked about what it holds
      headers: {
        Host: host,
        "User-Agent": userAgent ?? USER_AGENT,
        Accept: "text/plain, */*;q=0.1",
        "Accept-Encoding": "identity",
        Connection: "close",
      },
      maxHeaderSize: MAX_HEADER_BYTES,
    });
    const giveUp = (): void => {
      reject(new TimeoutError("it took too long"));
      request.destroy();
    };
    if (signal.aborted) giveUp();
    signal.addEventListener("abort", giveUp, { once: true });
    request.maxHeadersCount = MAX_HEADERS;
    request.on("error", reject);
    let early = 0;
    request.on("information", () => {
      early += 1;
      if (early > MAX_EARLY_ANSWERS) request.destroy(new Error("its informational answers have no end"));
    });
    request.on("upgrade", () => {
      reject(new Error("it switched to another protocol"));
    });
    request.on("response", (response) => {
      readBody(response).then(({ body, isTruncated }) => {
        resolve({ status: response.statusCode ?? 0, headers: pairs(response.rawHeaders), body, isTruncated });
        request.destroy();
      }, reject);
    });
    request.end();
  });
}

async function readBody(response: IncomingMessage): Promise<Pick<Answer, "body" | "isTruncated">> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes > MAX_BODY_BYTES) break;
  }
  return { body: Buffer.concat(chunks).subarray(0, MAX_BODY_BYTES), isTruncated: bytes > MAX_BODY_BYTES };
}

/** Node.js gives names and values in one list. */
function pairs(raw: readonly string[]): FetchResponse["headers"] {
  const headers: [string, string][] = [];
  for (let i = 0; i + 1 < raw.length && headers.length < MAX_HEADERS; i += 2) {
    headers.push([(raw[i] ?? "").toLowerCase(), raw[i + 1] ?? ""]);
  }
  return headers;
}
