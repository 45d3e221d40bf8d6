import { STATUS_CODES } from "node:http";

/** One call of Cloudflare's API. */
export interface ApiCall {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Below `https://api.cloudflare.com/client/v4/`. */
  readonly path: string;
  readonly status?: number;
}

/** How Cloudflare's API refuses a call. The message is what its SDK for Go would print. */
export class CloudflareError extends Error {
  override readonly name = "CloudflareError";

  constructor(
    readonly code: number,
    readonly detail: string,
    { method, path, status = 400 }: ApiCall,
  ) {
    const body = { result: null, success: false, errors: [{ code, message: detail }], messages: [] };
    const url = `https://api.cloudflare.com/client/v4/${path}`;
    super(`${method} "${url}": ${status} ${STATUS_CODES[status] ?? ""} ${JSON.stringify(body)}`);
  }
}
