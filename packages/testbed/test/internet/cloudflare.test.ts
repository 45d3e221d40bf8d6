import { Resolver } from "node:dns/promises";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { askAsSender, startTestbed, type Testbed } from "../../src/index.js";
import { text } from "../../src/cloud/value.js";
import { accountId, cloudflareZoneId, host, publish } from "../harness.js";
import { get } from "./get.js";

const key = ".well-known/mta-sts.txt";
const policy = "version: STSv1\r\nmode: testing\r\nmx: mail.example.com\r\nmax_age: 86400\r\n";

let bed: Testbed;

beforeEach(async () => {
  bed = await startTestbed({ authority: "cloudflare" });
});
afterEach(() => bed.stop());

/** Waits for the certificate of a custom domain. */
async function certified(name = host): Promise<void> {
  const { certificates } = bed.cloud.cloudflare;
  await bed.cloud.runtime.until(() => certificates.find(name)?.keyPair !== undefined, 2000);
}

const serving = (body: string): string =>
  `export default { fetch: () => new Response(${JSON.stringify(body)}, { headers: { "content-type": "text/plain" } }) };`;

async function deployWorker(content: string, compatibilityDate = "2026-01-01"): Promise<void> {
  const { scripts, workerDomains } = bed.cloud.cloudflare;
  await scripts.put(accountId, "w", { content, mainModule: "w.js", compatibilityDate });
  workerDomains.attach(accountId, { hostname: host, service: "w" });
  await certified();
}

describe("a Worker on its custom domain", () => {
  it("answers a sender", async () => {
    await deployWorker(serving(policy));
    const { dns } = bed.cloud.cloudflare;
    const txt = { type: "TXT", ttl: 300 };
    dns.create(cloudflareZoneId, { ...txt, name: "_mta-sts.example.com", content: '"v=STSv1; id=1;"' });
    dns.create(cloudflareZoneId, {
      ...txt,
      name: "_smtp._tls.example.com",
      content: "v=TLSRPTv1; rua=mailto:r@example.org",
    });
    expect(await askAsSender(bed, "example.com")).toMatchObject({
      id: "1",
      body: policy,
      certificate: { names: [host], issuer: "Test bed throw-away CA" },
      tlsVersion: "TLSv1.3",
      headers: { "content-type": "text/plain", server: "cloudflare" },
      verdict: "accepted",
      rua: ["mailto:r@example.org"],
    });
  });

  it("serves a changed script from the end of its upload on, and nothing after its deletion", async () => {
    await deployWorker(serving("one"));
    const { scripts } = bed.cloud.cloudflare;
    expect((await get(bed)).body).toBe("one");
    const upload = scripts.edit("w", { content: serving("two") });
    expect((await get(bed)).body).toBe("one");
    await upload;
    expect((await get(bed)).body).toBe("two");
    scripts.delete(accountId, "w");
    await expect(get(bed)).rejects.toMatchObject({ code: "ERR_TLS_CERT_ALTNAME_INVALID" });
  });

  it("sees the request and its bindings as on the real edge", async () => {
    const content = `export default { async fetch(request, env) {
      const { url, method, headers } = request;
      return Response.json({ url, method, agent: headers.get("user-agent"), body: await request.text(), env }, { status: 201 });
    } };`;
    const { scripts } = bed.cloud.cloudflare;
    await deployWorker(content);
    const bindings = [
      { name: "TEXT", type: "plain_text", text: "a" },
      { name: "DATA", type: "json", json: '{"b":[1]}' },
    ];
    await scripts.edit("w", { bindings });
    const answer = await get(bed, {
      method: "POST",
      path: "/a?b=c",
      headers: { host, "user-agent": "x", "content-length": "2" },
      body: "hi",
    });
    expect(answer.status).toBe(201);
    expect(JSON.parse(answer.body)).toEqual({
      url: `https://${host}/a?b=c`,
      method: "POST",
      agent: "x",
      body: "hi",
      env: { TEXT: "a", DATA: { b: [1] } },
    });
  });

  it("shows an exception as the edge does, without its reasons", async () => {
    await deployWorker(`export default { fetch() { throw new Error("secret"); } };`);
    expect(await get(bed)).toMatchObject({ status: 500, body: "error code: 1101" });
  });

  it("reaches nothing outside, and takes a date that is newer than the runtime", async () => {
    const content = `export default { fetch: () => fetch("https://example.org/") };`;
    await deployWorker(content, new Date().toISOString().slice(0, 10));
    expect(await get(bed)).toMatchObject({ status: 502, body: "the test bed reaches nothing outside" });
  });

  it("can be written in the older syntax", async () => {
    const content = `addEventListener("fetch", (event) => event.respondWith(new Response("old")));`;
    const { scripts, workerDomains } = bed.cloud.cloudflare;
    await scripts.put(accountId, "old", { content, bodyPart: "script" });
    workerDomains.attach(accountId, { hostname: host, service: "old" });
    await certified();
    expect(await get(bed)).toMatchObject({ status: 200, body: "old" });
  });

  it.each([
    ["does not parse", "export default {", "Uncaught SyntaxError: Unexpected end of input"],
    ["throws while it loads", `throw new Error("no");`, "Uncaught Error: no"],
  ])("is refused by workerd where it %s, and the one before stays", async (_what, content, message) => {
    await deployWorker(serving("one"));
    const { scripts } = bed.cloud.cloudflare;
    await expect(scripts.edit("w", { content })).rejects.toThrow(message);
    expect((await get(bed)).body).toBe("one");
  });

  it("takes the name over from CloudFront once DNS leads to it", async () => {
    const { dns } = bed.cloud.cloudflare;
    const { distribution } = await publish(bed.cloud, { body: "from CloudFront" });
    const content = text(distribution.state, "domain_name");
    const cname = dns.create(cloudflareZoneId, { name: host, type: "CNAME", content, ttl: 60 });
    expect((await get(bed)).body).toBe("from CloudFront");
    dns.delete(cloudflareZoneId, cname.id);
    await deployWorker(serving("from the Worker"));
    expect((await get(bed)).body).toBe("from the Worker");
    const [record] = dns.records(cloudflareZoneId, host);
    dns.delete(cloudflareZoneId, record!.id);
    expect((await get(bed)).body).toBe("from CloudFront");
  });
});

describe("a bucket of R2 on its custom domain", () => {
  const put = (name: string, cacheControl?: string, body = "one"): void => {
    const properties = { contentType: "text/plain", ...(cacheControl === undefined ? {} : { cacheControl }) };
    bed.cloud.cloudflare.r2.objectsOf(accountId).putObject("policies", name, { body, ...properties });
  };

  beforeEach(async () => {
    const { r2, r2Domains } = bed.cloud.cloudflare;
    r2.create(accountId, "policies");
    r2Domains.attach(accountId, { bucket: "policies", domain: host, zoneId: cloudflareZoneId, enabled: true });
    await certified();
  });

  it("serves objects with their headers, and 404 for what is missing", async () => {
    put(key, "max-age=60");
    expect(await get(bed)).toMatchObject({
      status: 200,
      body: "one",
      headers: {
        "content-type": "text/plain",
        "cache-control": "max-age=60",
        etag: '"f97c5d29941bfb1b2fdab0874906ab82"',
        "cf-cache-status": "DYNAMIC",
      },
    });
    expect(await get(bed, { path: "/other.txt" })).toMatchObject({ status: 404 });
    expect(await get(bed, { method: "HEAD" })).toMatchObject({ status: 200, body: "" });
    expect(await get(bed, { method: "PUT", headers: { host, "content-length": "0" } })).toMatchObject({ status: 405 });
  });

  it.each([
    ["a text, as it is no file of the usual kinds", key, "max-age=3600", "two"],
    ["what says no-store", "a.css", "no-store", "two"],
    ["nothing of a picture for an hour", "a.png", "max-age=3600", "one"],
    ["nothing without a header for two hours", "a.js", undefined, "one"],
  ])("asks the bucket again for %s", async (_what, name, cacheControl, expected) => {
    put(name, cacheControl);
    await get(bed, { path: `/${name}` });
    put(name, cacheControl, "two");
    expect((await get(bed, { path: `/${name}` })).body).toBe(expected);
    bed.cloud.runtime.advance(7_200_001);
    expect((await get(bed, { path: `/${name}` })).body).toBe("two");
  });

  it("keeps an old policy where a rule caches everything, unless the object says no-store", async () => {
    bed.cloud.cloudflare.cacheEverything.add(cloudflareZoneId);
    put(key);
    await get(bed);
    put(key, undefined, "two");
    expect(await get(bed)).toMatchObject({ body: "one", headers: { "cf-cache-status": "HIT", age: "0" } });
    bed.cloud.runtime.advance(7_200_001);
    put(key, "no-store", "three");
    expect(await get(bed)).toMatchObject({ body: "three", headers: { "cf-cache-status": "BYPASS" } });
    put(key, "no-store", "four");
    expect((await get(bed)).body).toBe("four");
  });

  it("honours the least TLS version, and that it is off", async () => {
    put(key);
    const { r2Domains } = bed.cloud.cloudflare;
    expect(await get(bed, { maxVersion: "TLSv1.2" })).toMatchObject({ status: 200 });
    r2Domains.configure(host, { minTls: "1.3" });
    await expect(get(bed, { maxVersion: "TLSv1.2" })).rejects.toThrow();
    r2Domains.configure(host, { enabled: false });
    expect(await get(bed)).toMatchObject({ status: 403 });
  });

  it("does not serve under another name", async () => {
    expect(await get(bed, { headers: { host: "other.example.com" } })).toMatchObject({ status: 403 });
  });
});

describe("the name servers of Cloudflare", () => {
  const resolver = (): Resolver => {
    const asking = new Resolver({ timeout: 500, tries: 1 });
    asking.setServers([`${bed.dns.address}:${bed.dns.port}`]);
    return asking;
  };

  it("answer for their zones, with their own SOA", async () => {
    const { dns } = bed.cloud.cloudflare;
    const put = (name: string, type: string, content: string, more: { proxied?: boolean; priority?: number } = {}) =>
      dns.create(cloudflareZoneId, { name, type, content, ttl: more.proxied === true ? 1 : 60, ...more });
    put("a.example.com", "A", "192.0.2.1");
    put("proxied.example.com", "A", "192.0.2.1", { proxied: true });
    put("www.example.com", "CNAME", "a.example.com");
    put("@", "CNAME", "a.example.com");
    put("@", "MX", "mail.example.com", { priority: 10 });
    const asking = resolver();
    expect(await asking.resolve4("a.example.com", { ttl: true })).toEqual([{ address: "192.0.2.1", ttl: 60 }]);
    expect(await asking.resolve4("www.example.com")).toEqual(["192.0.2.1"]);
    expect(await asking.resolve4("example.com")).toEqual(["192.0.2.1"]);
    expect(await asking.resolve4("proxied.example.com")).toEqual([bed.edges.cloudflare]);
    expect(await asking.resolveMx("example.com")).toEqual([{ priority: 10, exchange: "mail.example.com" }]);
    expect(await asking.resolveSoa("example.com")).toMatchObject({ nsname: "amy.ns.cloudflare.com", minttl: 1800 });
    expect(await asking.resolveNs("example.com")).toContain("bob.ns.cloudflare.com");
  });

  it("lead a custom domain's name to the edge, also by IPv6 to nowhere", async () => {
    await deployWorker(serving("one"));
    expect(await resolver().resolve4(host)).toEqual([bed.edges.cloudflare]);
    await expect(resolver().resolve6(host)).rejects.toMatchObject({ code: "ENODATA" });
  });
});
