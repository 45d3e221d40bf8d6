import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it } from "@jest/globals";
import {
  type Attributes,
  type Cloud,
  type CloudOptions,
  defaultCloudflareZone,
  type WorkerLoader,
} from "../../../src/index.js";
import { accountId, cloudflareZoneId, create, host, newCloud, noSettings, update } from "../../harness.js";

const scriptType = "cloudflare_workers_script";
const domainType = "cloudflare_workers_custom_domain";
const service = "mta-sts";

const script = (changes: Attributes = {}): Attributes => ({
  account_id: accountId,
  script_name: service,
  content: "export default {}",
  main_module: "worker.js",
  compatibility_date: "2026-01-01",
  ...changes,
});

const domain = (changes: Attributes = {}): Attributes => ({
  account_id: accountId,
  hostname: host,
  service,
  zone_id: cloudflareZoneId,
  ...changes,
});

/** Tells what runs, without running anything. */
function recorder() {
  const running: string[] = [];
  const loadWorker: WorkerLoader = ({ content }) => {
    if (content.includes("!")) return Promise.reject(new Error("Uncaught SyntaxError: Unexpected token"));
    running.push(content);
    return Promise.resolve({
      fetch: () => Promise.resolve({ status: 200, headers: {}, body: Buffer.from(content) }),
      stop: () => Promise.resolve(void running.splice(running.indexOf(content), 1)),
    });
  };
  return { running, loadWorker };
}

async function answer(cloud: Cloud): Promise<string | undefined> {
  const request = { method: "GET", url: `https://${host}/`, headers: {} };
  return (await cloud.cloudflare.scripts.running(service)?.fetch(request))?.body.toString();
}

describe("a Worker", () => {
  it("runs from the upload on, in one version at a time", async () => {
    const { running, loadWorker } = recorder();
    const cloud = newCloud({ loadWorker });
    const prior = await create(cloud, scriptType, script({ content: "one" }), noSettings);
    expect([prior.id, await answer(cloud)]).toEqual([service, "one"]);
    const { changes } = await update(cloud, scriptType, { prior, config: script({ content: "two" }) });
    expect(changes).toMatchObject([{ path: ["content"], replaces: false }]);
    expect([running, await answer(cloud)]).toEqual([["two"], "two"]);
    await cloud.resources.delete(scriptType, prior, noSettings);
    expect([running, await answer(cloud)]).toEqual([[], undefined]);
  });

  it("goes live a while after the upload, if so arranged", async () => {
    const { running, loadWorker } = recorder();
    const cloud = newCloud({ loadWorker, delays: { workerDeployMs: 20 } });
    const prior = await create(cloud, scriptType, script({ content: "one" }), noSettings);
    await cloud.runtime.sleep(25);
    await update(cloud, scriptType, { prior, config: script({ content: "two" }) });
    expect(await answer(cloud)).toBe("one");
    await cloud.runtime.sleep(25);
    expect([await answer(cloud), running]).toEqual(["two", ["two"]]);
    await cloud.close();
    expect(running).toEqual([]);
  });

  it.each([
    ["it does not load", { content: "!" }, "Uncaught SyntaxError: Unexpected token"],
    ["its date is yet to come", { compatibility_date: "2999-01-01" }, "in the future"],
    ["nothing says what its content is", { main_module: undefined }, "main_module"],
    ["its name has capitals", { script_name: "MTA" }, "10016"],
    ["the account is somebody else's", { account_id: "0".repeat(32) }, "Authentication error"],
    ["a binding is of another kind", { bindings: [{ name: "KV", type: "kv_namespace" }] }, "kv_namespace"],
  ])("is refused where %s", async (_what, config: Attributes, message) => {
    const cloud = newCloud({ loadWorker: recorder().loadWorker });
    await expect(create(cloud, scriptType, script(config), noSettings)).rejects.toThrow(message);
    expect(cloud.cloudflare.scripts.all).toEqual([]);
  });

  it.each([
    ["content twice", { content_file: "worker.js", content_sha256: "0" }, "content"],
    ["a file without its hash", { content: undefined, content_file: "worker.js" }, "content_file"],
    ["both syntaxes", { body_part: "script" }, "main_module"],
  ])("is not planned with %s", (_what, config: Attributes, attribute) => {
    expect(newCloud().resources.validate(scriptType, script(config))).toMatchObject([{ path: [attribute] }]);
  });

  it("keeps its binding and its settings, and shows an edit", async () => {
    const cloud = newCloud();
    const bindings = [{ name: "POLICY", type: "plain_text", text: "x" }];
    const config = script({ bindings, observability: { enabled: true } });
    const prior = await create(cloud, scriptType, config, noSettings);
    expect(prior.state).toMatchObject({ bindings, observability: { enabled: true }, usage_model: "standard" });
    const again = cloud.resources.plan(scriptType, config, { prior: prior.state, settings: noSettings });
    expect(again.changes).toEqual([]);
    await cloud.cloudflare.scripts.edit(service, { content: "by hand" });
    expect((await cloud.resources.read(scriptType, prior, noSettings))?.state["content"]).toBe("by hand");
  });

  it("can come from a file, whose hash must be given and right", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "testbed-worker-"));
    const content_file = path.join(folder, "worker.js");
    writeFileSync(content_file, "from a file");
    const content_sha256 = createHash("sha256").update("from a file").digest("hex");
    const cloud = newCloud();
    const config = script({ content: undefined, content_file, content_sha256 });
    const prior = await create(cloud, scriptType, config, noSettings);
    expect([cloud.cloudflare.scripts.find(service)?.content, prior.state["content"]]).toEqual([
      "from a file",
      undefined,
    ]);
    await cloud.cloudflare.scripts.edit(service, { content: "by hand" });
    expect((await cloud.resources.read(scriptType, prior, noSettings))?.state["content_sha256"]).not.toBe(
      content_sha256,
    );
    const wrong = script({ content: undefined, content_file, content_sha256: "0" });
    await expect(create(cloud, scriptType, wrong, noSettings)).rejects.toThrow("expected content_sha256 to be");
    rmSync(folder, { recursive: true });
  });

  it("is imported by account and name", async () => {
    const cloud = newCloud();
    await create(cloud, scriptType, script(), noSettings);
    const found = await cloud.resources.import(scriptType, `${accountId}/${service}`, noSettings);
    expect(found).toMatchObject({ id: service, state: { content: "export default {}" } });
  });
});

describe("a custom domain", () => {
  const prepared = async (options: CloudOptions = {}): Promise<Cloud> => {
    const cloud = newCloud({ authority: "cloudflare", ...options });
    await create(cloud, scriptType, script(), noSettings);
    return cloud;
  };
  const records = ({ cloudflare }: Cloud) => cloudflare.dns.records(cloudflareZoneId, host);

  it("owns a record and a certificate, which go with it", async () => {
    const cloud = await prepared();
    const made = await create(cloud, domainType, domain(), noSettings);
    expect(made.state).toMatchObject({ zone_name: "example.com", environment: "production" });
    expect(records(cloud)).toMatchObject([{ type: "AAAA", content: "100::", proxied: true, owner: { service } }]);
    expect(cloud.dns.visible(host, "A")?.values).toEqual(["127.0.0.3"]);
    const issued = () => cloud.cloudflare.certificates.find(host)?.keyPair !== undefined;
    expect(issued()).toBe(false);
    expect(await cloud.runtime.until(issued, 500)).toBe(true);
    await cloud.resources.delete(domainType, made, noSettings);
    expect([records(cloud), issued()]).toEqual([[], false]);
    await expect(cloud.resources.delete(domainType, made, noSettings)).rejects.toThrow("404 Not Found");
  });

  it.each([
    ["AAAA", "2001:db8::1"],
    ["A", "192.0.2.1"],
    ["CNAME", "d1.cloudfront.net"],
  ])("is refused with 100117 where there is a record of type %s", async (type, content) => {
    const cloud = await prepared();
    cloud.cloudflare.dns.create(cloudflareZoneId, { name: host, type, content, ttl: 300 });
    await expect(create(cloud, domainType, domain(), noSettings)).rejects.toThrow(
      `409 Conflict {"result":null,"success":false,"errors":[{"code":100117,"message":"Hostname '${host}' already has externally managed DNS records (A, CNAME, etc).`,
    );
  });

  it("keeps addresses away from its name, but not texts", async () => {
    const cloud = await prepared();
    await create(cloud, domainType, domain(), noSettings);
    const put = (type: string, content: string) =>
      cloud.cloudflare.dns.create(cloudflareZoneId, { name: host, type, content, ttl: 300 });
    expect(() => put("CNAME", "d1.cloudfront.net")).toThrow("81062");
    expect(put("TXT", '"x"').id).toHaveLength(32);
  });

  it("has a record that can be deleted but not changed by hand", async () => {
    const cloud = await prepared();
    await create(cloud, domainType, domain(), noSettings);
    const [record] = records(cloud);
    expect(() => cloud.cloudflare.dns.update(cloudflareZoneId, record!.id, { ttl: 60 })).toThrow("read-only");
    cloud.cloudflare.dns.delete(cloudflareZoneId, record!.id);
    expect(cloud.dns.visible(host, "A")).toBeUndefined();
  });

  it.each([
    ["a Worker that is not there", { service: "other" }, "10007"],
    ["a name outside the zone", { hostname: "mta-sts.example.org" }, "100114"],
    ["a zone that is not there", { zone_id: "0".repeat(32) }, "100114"],
    ["another zone's name", { zone_name: "example.org" }, "100114"],
  ])("is refused for %s", async (_what, config, message) => {
    await expect(create(await prepared(), domainType, domain(config), noSettings)).rejects.toThrow(message);
  });

  it("finds its zone by the name, and is imported by account and id", async () => {
    const cloud = await prepared();
    const { id } = await create(cloud, domainType, domain({ zone_id: undefined }), noSettings);
    const found = await cloud.resources.import(domainType, `${accountId}/${id}`, noSettings);
    expect(found?.state).toMatchObject({ hostname: host, zone_id: cloudflareZoneId });
  });

  it.each(["account_id", "hostname", "service", "zone_id"])("is replaced by a change of %s", async (attribute) => {
    const cloud = await prepared();
    const { state } = await create(cloud, domainType, domain(), noSettings);
    const config = domain({ [attribute]: "other" });
    const { changes } = cloud.resources.plan(domainType, config, { prior: state, settings: noSettings });
    expect(changes).toMatchObject([{ path: [attribute], replaces: true }]);
  });

  it("is refused with 100116 where another Worker has the name, and stays with that one", async () => {
    const cloud = await prepared();
    const { id } = await create(cloud, domainType, domain(), noSettings);
    await create(cloud, scriptType, script({ script_name: "other" }), noSettings);
    await expect(create(cloud, domainType, domain({ service: "other" }), noSettings)).rejects.toThrow(
      `409 Conflict {"result":null,"success":false,"errors":[{"code":100116,"message":"Hostname '${host}' already in use by other custom domain.`,
    );
    expect(cloud.cloudflare.workerDomains.at(host)).toMatchObject({ id, service });
    expect(records(cloud)).toHaveLength(1);
  });

  it("is given again to the Worker that has it", async () => {
    const cloud = await prepared();
    const { id } = await create(cloud, domainType, domain(), noSettings);
    expect((await create(cloud, domainType, domain(), noSettings)).id).toBe(id);
    expect(records(cloud)).toHaveLength(1);
  });

  it("needs a zone of the Worker's own account", async () => {
    const other = { id: "c0ffee000000000000000000000000e2", name: "example.org", accountId: "b".repeat(32) };
    const cloud = await prepared({ cloudflareZones: [defaultCloudflareZone, other] });
    const config = domain({ hostname: "mta-sts.example.org", zone_id: other.id });
    await expect(create(cloud, domainType, config, noSettings)).rejects.toThrow("100114");
  });

  it("is taken from another Worker by override_existing_origin under its id, and goes with the Worker", async () => {
    const cloud = await prepared();
    const { id } = await create(cloud, domainType, domain(), noSettings);
    await create(cloud, scriptType, script({ script_name: "other" }), noSettings);
    const input = { hostname: host, service: "other", overrideExistingOrigin: true };
    expect(cloud.cloudflare.workerDomains.attach(accountId, input)).toMatchObject({ id, service: "other" });
    cloud.cloudflare.scripts.delete(accountId, "other");
    expect([cloud.cloudflare.workerDomains.all, records(cloud)]).toEqual([[], []]);
  });
});
