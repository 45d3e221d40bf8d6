import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { planDeployment } from "@mtasts/core";
import { defaultCloudflareZone, modelInternet, socketInternet, startTestbed, type Testbed } from "../../src";

const { accountId, id: zoneId } = defaultCloudflareZone;
const plan = planDeployment({ domain: "example.com", mx: ["mail.example.com"] });
const body = plan.ok ? plan.value.site.body : "";

let bed: Testbed;
beforeEach(async () => {
  bed = await startTestbed({ zones: [] });
});
afterEach(() => bed.stop());

async function deploy(): Promise<void> {
  const { dns, r2, r2Domains } = bed.cloud.cloudflare;
  dns.create(zoneId, { name: "example.com", type: "MX", content: "mail.example.com", ttl: 600, priority: 10 });
  dns.create(zoneId, { name: "_mta-sts.example.com", type: "TXT", content: '"v=STSv1; id=abc;"', ttl: 120 });
  r2.create(accountId, "policies");
  r2.objectsOf(accountId).putObject("policies", ".well-known/mta-sts.txt", { body, contentType: "text/plain" });
  r2Domains.attach(accountId, { bucket: "policies", domain: "mta-sts.example.com", zoneId, enabled: true });
  const isCertified = () => bed.cloud.cloudflare.certificates.find("mta-sts.example.com")?.keyPair !== undefined;
  expect(await bed.cloud.runtime.until(isCertified, 2000)).toBe(true);
}

describe("the internet on the wire", () => {
  it("shows the same as the model", async () => {
    await deploy();
    const [wire, model] = await Promise.all([
      socketInternet(bed).look("example.com"),
      modelInternet(bed.cloud).look("example.com"),
    ]);
    expect(wire.id).toEqual({ value: "abc", ttl: 120 });
    expect(wire.mx).toEqual({ value: ["mail.example.com"], ttl: 600 });
    expect({ id: model.id, mx: model.mx, hostTtl: model.host.ttl }).toEqual({
      id: wire.id,
      mx: wire.mx,
      hostTtl: wire.host.ttl,
    });
    expect(model.host.value).toBe("cloudflare");
    expect(wire.served.get(wire.host.value ?? "")).toEqual(model.served.get("cloudflare"));
    expect(wire.served.get(wire.host.value ?? "")).toMatchObject({ outcome: "ok", body });
  });

  it("shows for how long the absence of everything is remembered", async () => {
    const wire = await socketInternet(bed).look("example.com");
    const nothing = { value: undefined, ttl: 1800 };
    expect(wire).toMatchObject({ id: nothing, host: nothing, mx: nothing });
    expect(wire.served.size).toBe(0);
  });

  it("goes on asking where the name led to", async () => {
    await deploy();
    const internet = socketInternet(bed);
    const { host } = await internet.look("example.com");
    bed.cloud.cloudflare.r2Domains.detach("mta-sts.example.com");
    const after = await internet.look("example.com");
    expect(after.host.value).toBeUndefined();
    expect(after.served.get(host.value ?? "")?.outcome).not.toBe("ok");
    internet.advance(2 * 86_400);
    expect((await internet.look("example.com")).served.size).toBe(0);
  });
});
