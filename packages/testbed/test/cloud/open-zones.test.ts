import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { Cloud } from "../../src";
import { commonZone, suggestedZone } from "../../src/cloud/open-zones";
import { create, noSettings } from "../harness";

describe("the zone that a name suggests", () => {
  it.each([
    ["_mta-sts.example.com", "example.com"],
    ["_smtp._tls.Example.com.", "example.com"],
    ["_0123.mta-sts.mail.example.co.uk", "mail.example.co.uk"],
    ["*.example.com", "example.com"],
    ["example.com", "example.com"],
    ["_mta-sts", undefined],
    ["mta-sts.co.uk", undefined],
    ["", undefined],
  ])("of %s is %s", (owner, zone) => {
    expect(suggestedZone(owner)).toBe(zone);
  });

  it.each([
    ["mail.example.com", "_mta-sts.example.com", "example.com"],
    ["example.com", "_mta-sts.mail.example.com", "example.com"],
    ["a.example.com", "mta-sts.b.example.com", "example.com"],
    ["example.com", "_mta-sts.example.org", undefined],
    ["one.co.uk", "_mta-sts.two.co.uk", undefined],
    ["example.com", "_mta-sts", undefined],
  ])("%s with %s becomes %s", (zone, owner, common) => {
    expect(commonZone(zone, owner)).toBe(common);
  });
});

describe("an open cloud", () => {
  let cloud: Cloud;
  beforeEach(() => {
    cloud = new Cloud({ zones: [], cloudflareZones: [], isOpen: true });
  });
  afterEach(() => cloud.close());

  const txt = (zone_id: string, name: string) =>
    create(cloud, "aws_route53_record", { zone_id, name, type: "TXT", ttl: 300, records: ["x"] });

  it("has every hosted zone, called as its records suggest, and by a wider name where they need it", async () => {
    await txt("Z1", "_mta-sts.mail.example.com");
    expect(cloud.route53.zones).toMatchObject([{ id: "Z1", name: "mail.example.com" }]);
    await txt("Z1", "_mta-sts.example.com");
    await txt("Z2", "_mta-sts.example.org");
    expect(cloud.route53.zones).toMatchObject([
      { id: "Z1", name: "example.com" },
      { id: "Z2", name: "example.org" },
    ]);
    expect(cloud.dns.visible("_mta-sts.mail.example.com", "TXT")?.values).toEqual(['"x"']);
    // What is in no way the zone's is a relative name to the provider.
    expect((await txt("Z1", "_mta-sts.example.org")).state["fqdn"]).toBe("_mta-sts.example.org.example.com");
    await expect(txt("Z3", "_mta-sts")).rejects.toThrow("No hosted zone found with ID: Z3");
  });

  it("keeps the names that were given", async () => {
    const given = new Cloud({ zones: [{ id: "Z1", name: "mail.example.com" }], isOpen: true });
    const config = { zone_id: "Z1", name: "_mta-sts.example.com", type: "TXT", ttl: 300, records: ["x"] };
    await expect(create(given, "aws_route53_record", config)).resolves.toBeDefined();
    expect(given.dns.authority("_mta-sts.mail.example.com")?.name).toBe("mail.example.com");
    await given.close();
  });

  it("has every zone and every account of Cloudflare", async () => {
    const record = { zone_id: "z1", name: "_mta-sts.example.com", type: "TXT", content: '"x"', ttl: 300 };
    await create(cloud, "cloudflare_dns_record", record, noSettings);
    await create(cloud, "cloudflare_r2_bucket", { account_id: "a1", name: "policies" }, noSettings);
    cloud.cloudflare.r2Domains.attach("a1", {
      bucket: "policies",
      domain: "mta-sts.example.com",
      zoneId: "z1",
      enabled: true,
    });
    expect(cloud.cloudflare.dns.zones).toMatchObject([{ id: "z1", name: "example.com", accountId: "a1" }]);
    await cloud.cloudflare.scripts.put("a2", "worker", { content: "", mainModule: "a.mjs" });
    cloud.cloudflare.workerDomains.attach("a2", { hostname: "mta-sts.example.org", service: "worker", zoneId: "z2" });
    expect(cloud.cloudflare.dns.find("z2")).toMatchObject({ name: "example.org", accountId: "a2" });
  });

  it("finds every zone by its name, always the same one", () => {
    const zone = cloud.route53.named("Example.com.");
    expect(zone).toMatchObject({ id: expect.stringMatching(/^Z0TRY[0-9A-F]{15}$/), name: "example.com" });
    expect(cloud.route53.named("example.com")).toBe(zone);
    expect(cloud.cloudflare.dns.named("example.com")).toMatchObject({ id: expect.stringMatching(/^[0-9a-f]{32}$/) });
  });
});

it("a cloud that is not open has only the zones that it was given", async () => {
  const cloud = new Cloud({ zones: [], cloudflareZones: [] });
  const config = { zone_id: "Z1", name: "_mta-sts.example.com", type: "TXT", ttl: 300, records: ["x"] };
  await expect(create(cloud, "aws_route53_record", config)).rejects.toThrow("No hosted zone found with ID: Z1");
  expect(cloud.route53.named("example.com")).toBeUndefined();
  expect(cloud.cloudflare.dns.named("example.com")).toBeUndefined();
  await cloud.close();
});
