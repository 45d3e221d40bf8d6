import { describe, expect, it } from "@jest/globals";
import { type Attributes, CloudflareError, type Cloud } from "../../../src/index.js";
import { text } from "../../../src/cloud/value.js";
import { accountId, cloudflareZoneId as zone_id, create, newCloud, noSettings, update } from "../../harness.js";

const type = "cloudflare_dns_record";
const name = "_mta-sts.example.com";

const txt = (changes: Attributes = {}): Attributes => ({
  zone_id,
  name,
  type: "TXT",
  ttl: 300,
  content: '"v=STSv1; id=1;"',
  ...changes,
});

const cname = { type: "CNAME", content: "host.example.net" };

/** The number of Cloudflare's error for a record beside others. */
async function refusal(config: Attributes, ...others: readonly Attributes[]): Promise<number | undefined> {
  const cloud = newCloud();
  for (const other of others) await create(cloud, type, txt(other), noSettings);
  try {
    await create(cloud, type, txt(config), noSettings);
    return undefined;
  } catch (error) {
    return error instanceof Error && error.cause instanceof CloudflareError ? error.cause.code : 0;
  }
}

describe("a record in Cloudflare", () => {
  it("keeps its content exactly as given, under an id of its own", async () => {
    const cloud = newCloud();
    const { id, state } = await create(cloud, type, txt(), noSettings);
    expect(id).toMatch(/^[0-9a-f]{32}$/);
    expect(state).toMatchObject({ content: '"v=STSv1; id=1;"', name, ttl: 300, proxied: false, proxiable: false });
    expect(cloud.dns.authority(name)?.host).toBe("route53");
  });

  it("says in what words the API refuses", async () => {
    const cloud = newCloud();
    await create(cloud, type, txt(), noSettings);
    await expect(create(cloud, type, txt(), noSettings)).rejects.toThrow(
      `failed to make http request: POST "https://api.cloudflare.com/client/v4/zones/${zone_id}/dns_records": 400 Bad Request {"result":null,"success":false,"errors":[{"code":81058,"message":"An identical record already exists."}],"messages":[]}`,
    );
  });

  const address = { type: "A", content: "192.0.2.1" };
  it.each([
    ["the same name, type and content", 81058, {}, [{}]],
    ["another content", undefined, { content: '"other"' }, [{}]],
    ["quotes as another content", undefined, { content: "v=STSv1; id=1;" }, [{}]],
    ["a CNAME beside an address", 81053, cname, [address]],
    ["a CNAME beside another CNAME", 81053, cname, [{ ...cname, content: "other.example.net" }]],
    ["a CNAME beside a text", 81053, cname, [{}]],
    ["an address beside a CNAME", 81054, address, [cname]],
    ["a text beside a CNAME", 81054, {}, [cname]],
    ["a CNAME beside a text at the zone's own name", undefined, { ...cname, name: "@" }, [{ name: "example.com" }]],
    ["a name outside the zone", 9000, { name: "_mta-sts.example.org" }, []],
    ["a name that only looks like the zone's", 9000, { name: "notexample.com" }, []],
    ["a short TTL", 9021, { ttl: 30 }, []],
    ["an automatic TTL", undefined, { ttl: 1 }, []],
    ["a proxied text", 9004, { proxied: true, ttl: 1 }, []],
    ["no address", 9005, { ...address, content: "host" }, []],
    ["a zone that is not there", 7003, { zone_id: "0".repeat(32) }, []],
  ])("answers to %s with %s", async (_what, code, config: Attributes, others: readonly Attributes[]) => {
    expect(await refusal(config, ...others)).toBe(code);
  });

  it("needs a TTL, and an automatic one where it is proxied", async () => {
    const cloud = newCloud();
    const { ttl: _, ...without } = txt();
    expect(cloud.resources.validate(type, without)).toMatchObject([{ path: ["ttl"] }]);
    await expect(create(cloud, type, txt({ ...address, proxied: true }), noSettings)).rejects.toThrow(
      "ttl must be set to 1 when `proxied` is true",
    );
  });

  it("warns of a text without quotes, and serves it as it is", async () => {
    const cloud = newCloud({ authority: "cloudflare" });
    const { state } = await create(cloud, type, txt({ content: "v=STSv1; id=1;" }), noSettings);
    expect(state["meta"]).toContain("must be in quotation marks");
    expect(cloud.dns.visible(name, "TXT")?.values).toEqual(['"v=STSv1; id=1;"']);
    expect((await create(cloud, type, txt({ name: "quoted.example.com" }), noSettings)).state["meta"]).toBe("{}");
  });

  it.each([
    ["a relative name", { name: "_smtp._tls" }, "_smtp._tls.example.com", []],
    ["the zone's own name by a sign", { name: "@" }, "example.com", []],
    ["a name with a final dot", { name: "x.example.com." }, "x.example.com", ["name"]],
    [
      "a target with a final dot",
      { name: "y.example.com", ...cname, content: "z.example.net." },
      "y.example.com",
      ["content"],
    ],
  ])("keeps %s as given until a refresh", async (_what, given, stored, drift) => {
    const cloud = newCloud();
    const config = txt(given);
    const { id, state } = await create(cloud, type, config, noSettings);
    expect([state["name"], state["content"]]).toEqual([config["name"], config["content"]]);
    expect(cloud.cloudflare.dns.record(zone_id, id)?.name).toBe(stored);
    const changes = (prior: Attributes) =>
      cloud.resources.plan(type, config, { prior, settings: noSettings }).changes.map(({ path }) => path[0]);
    expect(changes(state)).toEqual([]);
    const refreshed = await cloud.resources.read(type, { id, state }, noSettings);
    expect(changes(refreshed?.state ?? {})).toEqual(drift);
  });
});

describe("a change", () => {
  const made = async (cloud: Cloud) => await create(cloud, type, txt(), noSettings);

  it("of content, TTL and name is made in place", async () => {
    const cloud = newCloud();
    const prior = await made(cloud);
    const config = txt({ content: '"v=STSv1; id=2;"', ttl: 60, name: "other.example.com" });
    const { changes, resource } = await update(cloud, type, { prior, config });
    expect(changes.map(({ path, replaces }) => [path[0], replaces])).toEqual([
      ["content", false],
      ["name", false],
      ["ttl", false],
    ]);
    expect(resource).toMatchObject({ id: prior.id, state: { ttl: 60, name: "other.example.com" } });
  });

  it.each([
    ["type", { type: "A", content: "192.0.2.1" }],
    ["zone_id", { zone_id: "f".repeat(32) }],
  ])("of %s replaces", async (attribute, config) => {
    const cloud = newCloud();
    const { state } = await made(cloud);
    const { changes } = cloud.resources.plan(type, txt(config), { prior: state, settings: noSettings });
    expect(changes.find(({ path }) => path[0] === attribute)).toMatchObject({ replaces: true });
  });

  it("behind the engine's back shows in the next read", async () => {
    const cloud = newCloud();
    const prior = await made(cloud);
    cloud.cloudflare.dns.update(zone_id, prior.id, { content: '"by hand"' });
    expect((await cloud.resources.read(type, prior, noSettings))?.state["content"]).toBe('"by hand"');
    cloud.cloudflare.dns.delete(zone_id, prior.id);
    expect(await cloud.resources.read(type, prior, noSettings)).toBeUndefined();
    await expect(cloud.resources.delete(type, prior, noSettings)).rejects.toThrow("81044");
  });

  it("can be made to fail, and is observed", async () => {
    const cloud = newCloud();
    const seen: string[] = [];
    cloud.observe(({ service, action, resource }) => seen.push(`${service} ${action} ${resource}`));
    const prior = await made(cloud);
    cloud.control.fail({ type, operation: "update", error: "boom" });
    await expect(update(cloud, type, { prior, config: txt({ ttl: 60 }) })).rejects.toThrow("boom");
    expect(seen).toEqual([`cloudflare CreateRecord ${zone_id}/${name}/TXT`]);
  });
});

describe("an import", () => {
  it("takes zone and record", async () => {
    const cloud = newCloud();
    const { id } = cloud.cloudflare.dns.create(zone_id, { name, type: "TXT", content: "x", ttl: 300 });
    const found = await cloud.resources.import(type, `${zone_id}/${id}`, noSettings);
    expect([found?.id, text(found?.state ?? {}, "content")]).toEqual([id, "x"]);
    await expect(cloud.resources.import(type, accountId, noSettings)).rejects.toThrow("unexpected format for ID");
  });
});
