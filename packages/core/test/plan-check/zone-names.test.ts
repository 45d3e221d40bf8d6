import { describe, expect, it } from "@jest/globals";
import { isZone, zoneNamesIn } from "../../src/plan-check/zone-names";

const zone = (id: string, name: string) => ({ type: "aws_route53_zone", mode: "data", values: { zone_id: id, name } });

describe("zoneNamesIn", () => {
  it("knows the zones that a Terraform plan manages or looks up, in modules too", () => {
    const json = {
      resource_changes: [{ type: "cloudflare_zone", change: { after: { id: "c1", name: "Example.net." } } }],
      planned_values: { root_module: { resources: [zone("Z1", "example.com")] } },
      prior_state: { values: { root_module: { child_modules: [{ resources: [zone("Z2", "example.org")] }] } } },
    };
    expect([...zoneNamesIn(json, [])]).toEqual([
      ["c1", "example.net"],
      ["Z1", "example.com"],
      ["Z2", "example.org"],
    ]);
  });

  it("knows the zones of a Pulumi stack", () => {
    const before = { id: "Z1", zoneId: "Z1", name: "example.com" };
    const change = { address: "urn", type: "aws:route53/zone:Zone", action: "keep", before } as const;
    expect(zoneNamesIn({}, [change]).get("Z1")).toBe("example.com");
  });

  it.each([[{ resource_changes: [{ type: 1, change: {} }, { type: "cloudflare_zone" }] }], [{ prior_state: 1 }]])(
    "survives %j",
    (json) => {
      expect(zoneNamesIn(json, []).size).toBe(0);
    },
  );

  it("walks no deeper than modules are nested", () => {
    let module: object = { resources: [zone("Z1", "example.com")] };
    for (let i = 0; i < 40; i += 1) module = { child_modules: [module] };
    expect(zoneNamesIn({ planned_values: { root_module: module } }, []).size).toBe(0);
  });
});

describe("isZone", () => {
  it.each(["aws_route53_zone", "cloudflare_zone", "aws:route53/zone:Zone", "cloudflare:index/zone:Zone"])(
    "knows %s",
    (type) => {
      expect(isZone(type)).toBe(true);
    },
  );
  it.each(["aws_route53_record", "cloudflare_zone_dns_settings"])("does not take %s for one", (type) => {
    expect(isZone(type)).toBe(false);
  });
});
