import { describe, expect, it } from "@jest/globals";
import { Cloud, defaultCloudflareZone, defaultZone } from "../../src";
import { bringBack, keep } from "../../src/cloud/kept";
import { host, issuedCertificate, newCloud } from "../harness";

const { accountId, id: zoneId } = defaultCloudflareZone;

/** As it comes out of a file. */
function written(value: unknown): never {
  return JSON.parse(JSON.stringify(value)) as never;
}

describe("a kept cloud", () => {
  it("goes on in another process, with its Workers, bytes, and ids", async () => {
    const first = newCloud();
    first.s3.createBucket("policies", { region: "eu-central-1" });
    first.s3.putObject("policies", "key", { body: Buffer.from([0, 255, 13, 10]) });
    first.route53.upsert(defaultZone.id, { name: "a.example.com", type: "TXT", ttl: 300, values: ['"one"'] });
    const arn = await issuedCertificate(first);
    await first.cloudflare.scripts.put(accountId, "worker", { content: "one", mainModule: "a.mjs" });
    first.cloudflare.workerDomains.attach(accountId, { hostname: host, service: "worker", zoneId });
    first.runtime.advance(86_400_000);
    const kept = written(await first.keep());
    const next = first.runtime.next();
    await first.close();

    const started: string[] = [];
    const second = new Cloud({
      zones: [],
      cloudflareZones: [],
      loadWorker: ({ content }) => {
        started.push(content);
        return Promise.resolve({ fetch: () => Promise.reject(new Error("not asked")), stop: () => Promise.resolve() });
      },
    });
    await second.bringBack(kept);
    expect(second.s3.headObject("policies", "key").body).toEqual(Buffer.from([0, 255, 13, 10]));
    expect(second.dns.visible("a.example.com", "TXT")?.values).toEqual(['"one"']);
    expect(second.acm.find(arn)?.status).toBe("ISSUED");
    expect(second.cloudflare.workerDomains.at(host)?.service).toBe("worker");
    expect(second.cloudflare.certificates.find(host)?.keyPair).toBeDefined();
    expect(started).toEqual(["one"]);
    expect(second.cloudflare.scripts.running("worker")).toBeDefined();
    expect(second.runtime.now() - Date.now()).toBeGreaterThan(86_000_000);
    expect(second.runtime.next()).toBe(next);
    expect(await second.keep()).toEqual({ ...(kept as object), runtime: { skewMs: 86_400_000, serial: next } });
    await second.close();
  });
});

describe("stores", () => {
  it("come back with everything that they can hold", () => {
    const stores = {
      map: new Map([["a", { bytes: Buffer.from("x"), inner: new Map([["b", { c: [1, null, true] }]]) }]]),
      set: new Set(["d"]),
    };
    const empty = {
      map: new Map<string, object>([["old", {}]]),
      set: new Set<string>(),
      later: new Map<string, object>(),
    };
    bringBack(empty, written(keep(stores)));
    expect(empty).toEqual({ ...stores, later: new Map() });
  });

  it.each([
    ["no object", "text", "the kept state is not an object"],
    ["another kind of store", { map: { $set: [] } }, 'the kept state has no store "map"'],
    ["an entry that is no object", { map: { $map: [["a", 1]] } }, 'the kept store "map" has no entry "a"'],
    ["an entry without a value", { map: { $map: [["a"]] } }, "a kept map has an entry without a value"],
  ])("are not filled from %s", (_what, value, message) => {
    expect(() => {
      bringBack({ map: new Map() }, value);
    }).toThrow(new TypeError(message));
  });
});
