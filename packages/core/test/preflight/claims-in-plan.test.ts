import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { statedBy, type HostMove } from "../../src/preflight/claim-facts";
import { statedInPlan } from "../../src/preflight/claims-in-plan";
import { planOf } from "../fixtures/preflight-issues";

const plan = planOf({
  mode: "enforce",
  revision: 1,
  mxMigration: { to: ["mail.example.net"], announcedSince: "2026-09-01T12:00:00Z", movedSince: "2026-10-01T12:00:00Z" },
});
const { claims, revision, site } = plan;
const given = { ...claims, revision, allowDestroy: false };
const outputs = { policyText: site.body, policyUrl: site.url, records: [], claims: given };
const expected = [{ ...statedBy(plan), allowDestroy: false }];

describe("statedInPlan", () => {
  it.each<[string, object]>([
    ["of one domain, as the construct outputs it", { output_changes: { mta_sts: { after: outputs } } }],
    ["without a change", { planned_values: { outputs: { mta_sts: { value: outputs } } } }],
    ["of several domains", { output_changes: { all: { after: { "example.com": outputs } } } }],
  ])("reads the planned outputs %s", (_, json) => {
    expect(statedInPlan(json)).toEqual(expected);
  });

  it("reads those of a module, which has Terraform's names", () => {
    const { longestMaxAge: longest_max_age } = claims;
    const module = { policy_text: site.body, policy_url: site.url, claims: { longest_max_age, revision } };
    const { mxMigration: _, ...stated } = claims;
    const wanted = [{ ...statedBy(plan), claims: stated, allowDestroy: false, isModule: true }];
    expect(statedInPlan({ output_changes: { mta_sts: { after: module } } })).toEqual(wanted);
    const members = Object.entries(module).map(([name, after]) => [name, { after }]);
    expect(statedInPlan({ output_changes: Object.fromEntries(members) as object })).toEqual(wanted);
  });

  it.each<[string, object, HostMove]>([
    [
      "a host that is known",
      { host: { ownsName: true }, former: { ownsName: false, leadsTo: "Policies.Provider.example" } },
      { host: { ownsName: true }, former: { ownsName: false, leadsTo: "policies.provider.example" } },
    ],
    [
      "a name that is known after the deployment only",
      { host: { ownsName: false }, former: { ownsName: false } },
      { host: { ownsName: false }, former: { ownsName: false } },
    ],
    ["another shape", { host: "*.cloudfront.net", former: 1 }, { host: { ownsName: false } }],
  ])("reads the former host, with %s", (_, hostMove, wanted) => {
    const after = { ...outputs, claims: { ...given, hostMove } };
    expect(statedInPlan({ output_changes: { mta_sts: { after } } })).toEqual([
      { ...expected[0], keepsFormer: true, hostMove: wanted },
    ]);
  });

  it.each<[string, object]>([
    ["no policy", { ...outputs, policyText: "version: STSv2" }],
    ["a URL of another name", { ...outputs, policyUrl: "https://example.com/.well-known/mta-sts.txt" }],
    ["a name that is no domain", { ...outputs, policyUrl: "https://mta-sts.-a.b/.well-known/mta-sts.txt" }],
    ["an age that is none", { ...outputs, claims: { ...given, longestMaxAge: "4 weeks" } }],
    ["no claims", { ...outputs, claims: undefined }],
  ])("takes nothing from outputs with %s", (_, after) => {
    expect(statedInPlan({ output_changes: { mta_sts: { after } } })).toEqual([]);
  });

  it("leaves out what has another shape", () => {
    const odd = { longestMaxAge: 0, noneSince: "yesterday", mxMigration: { to: [1, "a.b"], mxTtl: 60, narrow: "yes" } };
    expect(statedInPlan({ output_changes: { mta_sts: { after: { ...outputs, claims: odd } } } })).toEqual([
      {
        ...statedBy(plan),
        revision: 0,
        allowDestroy: false,
        claims: { longestMaxAge: 0, mxMigration: { from: [], to: ["a.b"], mxTtl: 60, narrow: false } },
      },
    ]);
  });

  it("never throws", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        statedInPlan(value);
        statedInPlan({ output_changes: { mta_sts: { after: { ...outputs, claims: value } } } });
      }),
    );
  });
});
