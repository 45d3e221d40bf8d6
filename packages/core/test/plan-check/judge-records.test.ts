import { describe, expect, it } from "@jest/globals";
import { judgeRecords } from "../../src/plan-check/judge-records";
import type { PolicyChange } from "../../src/plan-check/roles";

const record = (action: PolicyChange["action"], zone: string, text: string): PolicyChange => {
  const values = { name: "_mta-sts.example.com", type: "TXT", ttl: 300, zone_id: zone, content: text };
  const sides = {
    ...(action === "create" ? {} : { before: values }),
    ...(action === "delete" ? {} : { after: values }),
  };
  return {
    address: `r-${action}-${zone}`,
    type: "cloudflare_dns_record",
    role: "announcement",
    domain: "example.com",
    action,
    ...sides,
  };
};
const id = "v=STSv1; id=a1;";

describe("judgeRecords", () => {
  it("refuses a second record in the zone, and accepts one in another zone", () => {
    const codes = (zone: string) =>
      judgeRecords([record("keep", "z1", id), record("create", zone, id)]).map(({ code }) => code);
    expect(codes("z1")).toEqual(["record-unreadable"]);
    expect(codes("z2")).toEqual([]);
  });
});
