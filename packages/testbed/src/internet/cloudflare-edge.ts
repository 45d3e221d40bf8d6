import { type Cloud } from "../cloud/cloud.js";
import { type KeyPair } from "../cloud/services/acm.js";
import { type R2Domain } from "../cloud/services/cloudflare/r2-domains.js";
import { cachedSeconds, isCachedFile } from "./cloudflare-cache.js";
import { type Edge, type EdgeRequest, type EdgeResponse } from "./edge.js";
import { EdgeCache } from "./edge-cache.js";
import { objectHeaders } from "./object-headers.js";

/** Cloudflare's edge: custom domains lead to Workers and to R2 buckets. */
export class CloudflareEdge implements Edge {
  readonly #cache: EdgeCache<EdgeResponse>;

  constructor(private readonly cloud: Cloud) {
    this.#cache = new EdgeCache(() => cloud.runtime.now());
  }

  knows(name: string): boolean {
    const { workerDomains, r2Domains } = this.cloud.cloudflare;
    return workerDomains.at(name) !== undefined || r2Domains.at(name) !== undefined;
  }

  keyPairFor(serverName: string): KeyPair | undefined {
    return this.cloud.cloudflare.certificates.find(serverName)?.keyPair;
  }

  acceptsProtocol(serverName: string, protocol: string | null): boolean {
    return this.cloud.cloudflare.r2Domains.at(serverName)?.minTls !== "1.3" || protocol === "TLSv1.3";
  }

  async respond(request: EdgeRequest): Promise<EdgeResponse> {
    const { status, headers, body } = await this.#answer(request);
    return { status, headers: { ...headers, server: "cloudflare", "cf-ray": "0000000000000000-LOO" }, body };
  }

  async #answer(request: EdgeRequest): Promise<EdgeResponse> {
    const { host, serverName } = request;
    const { workerDomains, r2Domains } = this.cloud.cloudflare;
    if (host !== serverName) return failure(403, "the name differs from the one that the connection was made for");
    const worker = workerDomains.at(host);
    if (worker !== undefined) return await this.#fromWorker(worker.service, request);
    const domain = r2Domains.at(host);
    return domain === undefined ? failure(403, "error code: 1003") : this.#fromBucket(domain, request);
  }

  async #fromWorker(service: string, { host, path, method, headers, body }: EdgeRequest): Promise<EdgeResponse> {
    const running = this.cloud.cloudflare.scripts.running(service);
    if (running === undefined) return failure(404, "error code: 1042");
    const request = { method, url: `https://${host}${path}`, headers };
    return await running.fetch(body.length === 0 ? request : { ...request, body });
  }

  #fromBucket(domain: R2Domain, { method, host, path }: EdgeRequest): EdgeResponse {
    if (!domain.enabled) return failure(403, "the custom domain is disabled");
    if (method !== "GET" && method !== "HEAD") return failure(405, "Method Not Allowed");
    const cached = isCachedFile(path) || this.cloud.cloudflare.cacheEverything.has(domain.zoneId);
    if (!cached) return withStatus(this.#object(domain, path), "DYNAMIC");
    const hit = this.#cache.get(`${host} ${path}`);
    if (hit !== undefined) return withStatus(hit.answer, "HIT", { age: String(hit.ageSeconds) });
    const answer = this.#object(domain, path);
    const seconds = cachedSeconds(answer.status, answer.headers["cache-control"]);
    if (seconds === 0) return withStatus(answer, "BYPASS");
    this.#cache.put(`${host} ${path}`, answer, seconds);
    return withStatus(answer, "MISS");
  }

  #object({ accountId, bucket }: R2Domain, path: string): EdgeResponse {
    const key = decodeURIComponent(path.replace(/\?.*$/s, "").slice(1));
    const object = this.cloud.cloudflare.r2.find(accountId, bucket)?.objects.get(key);
    if (object === undefined) return failure(404, "<!DOCTYPE html><title>Not Found</title><h1>Object not found</h1>");
    return { status: 200, headers: { ...objectHeaders(object), "accept-ranges": "bytes" }, body: object.body };
  }
}

function withStatus(
  { status, headers, body }: EdgeResponse,
  cacheStatus: string,
  more: Readonly<Record<string, string>> = {},
): EdgeResponse {
  return { status, headers: { ...headers, "cf-cache-status": cacheStatus, ...more }, body };
}

function failure(status: number, message: string): EdgeResponse {
  const type = message.startsWith("<") ? "text/html" : "text/plain";
  return { status, headers: { "content-type": `${type}; charset=UTF-8` }, body: Buffer.from(message) };
}
