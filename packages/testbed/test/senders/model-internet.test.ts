import { afterEach, describe, expect, it } from "@jest/globals";
import { planDeployment } from "@mtasts/core";
import { Cloud, defaultCloudflareZone, modelInternet } from "../../src";

const { id: zoneId } = defaultCloudflareZone;
const plan = planDeployment({ domain: "example.com", mx: ["mail.example.com"] });
const body = plan.ok ? plan.value.site.body : "";

const cloud = new Cloud({ zones: [] });
afterEach(() => cloud.close());

describe("a policy host in none of the clouds", () => {
  it("is where the alias leads, and serves what it has at that moment", async () => {
    let served = "nothing yet";
    const internet = modelInternet(cloud, [{ name: "policies.hoster.example", body: () => served }]);
    const alias = { name: "mta-sts.example.com", type: "CNAME", content: "policies.hoster.example", ttl: 300 } as const;
    cloud.cloudflare.dns.create(zoneId, { ...alias, proxied: false });
    const before = await internet.look("example.com");
    expect(before.host).toEqual({ value: "policies.hoster.example", ttl: 300 });
    expect(before.served.get("policies.hoster.example")).toMatchObject({ outcome: "fetch-error" });
    served = body;
    const after = await internet.look("example.com");
    expect(after.served.get("policies.hoster.example")).toMatchObject({ outcome: "ok", body });
  });
});
