import { describe, expect, it } from "@jest/globals";
import { type CloudOptions } from "../../src/index.js";
import { cloudflareZoneId, host, newCloud, zoneId } from "../harness.js";

const below = { zones: [{ id: "Z2", name: "mail.example.com" }] };

describe("the public DNS", () => {
  it.each<[string, CloudOptions, string | undefined]>([
    ["Route 53, where both have the zone", {}, "route53"],
    ["Cloudflare, where it is named for that", { authority: "cloudflare" }, "cloudflare"],
    ["Cloudflare, where only it has the zone", { zones: [] }, "cloudflare"],
    ["Route 53, where only it has the zone", { cloudflareZones: [], authority: "cloudflare" }, "route53"],
    ["nobody, where none has it", { zones: [], cloudflareZones: [] }, undefined],
    ["the closer zone, whoever has it", { ...below, authority: "cloudflare" }, "cloudflare"],
  ])("asks %s", (_what, options, expected) => {
    expect(newCloud(options).dns.authority(host)?.host).toBe(expected);
  });

  it("asks Route 53 for a closer zone", () => {
    const { dns } = newCloud({ ...below, authority: "cloudflare" });
    expect([dns.authority("mta-sts.mail.example.com")?.host, dns.authority("example.com")?.host]).toEqual([
      "route53",
      "cloudflare",
    ]);
  });

  it("asks another host once the zone is delegated to it, except where the former NS records are held", () => {
    const cloud = newCloud();
    const held = cloud.dns.seenFrom("route53");
    const restore = cloud.save();
    cloud.dns.delegate("cloudflare");
    expect([cloud.dns, held].map((dns) => dns.authority(host)?.host)).toEqual(["cloudflare", "route53"]);
    restore();
    expect(cloud.dns.authority(host)?.host).toBe("route53");
  });

  it("validates a certificate by a record in Cloudflare", async () => {
    const cloud = newCloud({ authority: "cloudflare" });
    const certificate = cloud.acm.request({ region: "us-east-1", domainName: host, validationMethod: "DNS" });
    const [{ recordName, recordValue } = { recordName: "", recordValue: "" }] = certificate.validation;
    cloud.route53.upsert(zoneId, { name: recordName, type: "CNAME", ttl: 60, values: [recordValue] });
    await cloud.runtime.sleep(10);
    expect(certificate.status).toBe("PENDING_VALIDATION");
    cloud.cloudflare.dns.create(cloudflareZoneId, { name: recordName, type: "CNAME", content: recordValue, ttl: 60 });
    expect(await cloud.runtime.until(() => certificate.status === "ISSUED", 500)).toBe(true);
  });

  it("gathers records of one name, and gives a text in strings that DNS can carry", () => {
    const cloud = newCloud({ authority: "cloudflare" });
    const put = (type: string, content: string, more = {}) =>
      cloud.cloudflare.dns.create(cloudflareZoneId, { name: "x.example.com", type, content, ttl: 1, ...more });
    put("TXT", "a".repeat(300));
    put("TXT", '"b" "c"');
    put("MX", "mail.example.com", { priority: 10 });
    expect(cloud.dns.visible("x.example.com", "TXT")).toMatchObject({
      ttl: 300,
      values: [`"${"a".repeat(255)}" "${"a".repeat(45)}"`, '"b" "c"'],
    });
    expect(cloud.dns.visible("x.example.com", "MX")?.values).toEqual(["10 mail.example.com"]);
  });
});
