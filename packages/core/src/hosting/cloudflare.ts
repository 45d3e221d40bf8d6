import type { PolicySite } from "../plan";

/** The fixed choices of a policy host on Cloudflare. */
export const cloudflareHost = {
  /** The file name of the Worker's one module. */
  mainModule: "worker.mjs",
  /** The behaviour of the runtime that the Worker was written for. */
  compatibilityDate: "2025-01-01",
  /**
   * PROVIDER cloudflare 5: the argument was required, then optional without being computed (every later plan replaced the
   * custom domain), then computed. Written out, it means the same in all of them.
   */
  environment: "production",
  /** Answers to TLS 1.2 and 1.3 (RFC 8461 §7.1 asks for 1.2 or later). */
  minTls: "1.2",
} as const;

/**
 * The source of a Worker that holds the policy: one module, without bindings and dependencies. It answers GET and HEAD at the
 * one path, and never redirects (RFC 8461 §3.3).
 *
 * @example
 * import { planDeployment, workerSource } from "@mtasts/core";
 *
 * const plan = planDeployment({ domain: "example.com", mx: ["mail.example.com"] });
 * const source: string = plan.ok ? workerSource(plan.value.site) : "";
 */
export function workerSource({ path, body, headers }: PolicySite): string {
  return `const path = ${JSON.stringify(path)};
const body = ${JSON.stringify(body)};
const headers = ${JSON.stringify(headers)};

function refuse(status, text, more) {
  return new Response(text, { status, headers: { "content-type": "text/plain", "cache-control": "no-store", ...more } });
}

export default {
  fetch(request) {
    if (new URL(request.url).pathname !== path) return refuse(404, "not found\\n", {});
    if (request.method !== "GET" && request.method !== "HEAD") {
      return refuse(405, "method not allowed\\n", { allow: "GET, HEAD" });
    }
    return new Response(request.method === "HEAD" ? null : body, { headers });
  },
};
`;
}
