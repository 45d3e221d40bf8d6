import { describe, expect, it } from "@jest/globals";
import { cloudflareHost, workerSource } from "../../src/hosting/cloudflare";
import { planDeployment } from "../../src/plan";
import { valueOf } from "../fixtures/expect-issues";

const { site } = valueOf(planDeployment({ domain: "example.com", mx: ["mail.example.com", "*.example.net"] }));

interface Handler {
  readonly fetch: (request: Request) => Response;
}

/** The module's default export, with the platform's own Request and Response. */
function load(source: string): Handler {
  // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call -- the source is the subject
  return new Function(source.replace("export default", "return"))() as Handler;
}

const worker = load(workerSource(site));

function ask(url: string, method = "GET"): Response {
  return worker.fetch(new Request(url, { method }));
}

describe("workerSource", () => {
  it("answers with the exact bytes and headers of the plan", async () => {
    const response = ask(site.url);
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toEqual(site.headers);
    expect(await response.text()).toBe(site.body);
  });

  it("answers a HEAD like a GET, without the body", async () => {
    const response = ask(site.url, "HEAD");
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toEqual(site.headers);
    expect(await response.text()).toBe("");
  });

  it.each(["/", "/.well-known/", "/.well-known/mta-sts.txt/", "/.well-known/MTA-STS.txt", "//.well-known/mta-sts.txt"])(
    "has nothing at %s, and redirects nowhere",
    (path) => {
      const response = ask(`https://${site.host}${path}`);
      expect(response.status).toBe(404);
      expect(response.headers.has("location")).toBe(false);
    },
  );

  it.each(["POST", "PUT", "DELETE", "OPTIONS"])("allows no %s", (method) => {
    const response = ask(site.url, method);
    expect(response.status).toBe(405);
    expect(response.headers.get("allow")).toBe("GET, HEAD");
  });

  it("is the same for the same plan, and another for another", () => {
    const { site: other } = valueOf(planDeployment({ domain: "example.com", mx: ["mail.example.com"] }));
    expect(workerSource(site)).toBe(workerSource({ ...site }));
    expect(workerSource(other)).not.toBe(workerSource(site));
  });

  it("holds nothing that Terraform would take for a template", () => {
    expect(workerSource(site)).not.toMatch(/[$%]\{/);
  });
});

describe("cloudflareHost", () => {
  it("asks for TLS 1.2 or later", () => {
    expect(cloudflareHost.minTls).toBe(site.minTls);
  });
});
