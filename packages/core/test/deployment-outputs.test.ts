import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { formatIssue, planDeployment } from "../src";
import {
  compareWithLive,
  readDeploymentOutputs,
  type DeployedOutputs,
  type LivePublication,
} from "../src/deployment-outputs";
import { liveIssues } from "./fixtures/deployment-issues";
import { valueOf } from "./fixtures/expect-issues";

const plan = valueOf(
  planDeployment({ domain: "example.com", mx: ["a.example.com"], tlsRpt: { rua: "mailto:a@b.example" } }),
);
const { policyId, site } = plan;
const policyText = site.body;
const policyUrl = site.url;
const { sts, tlsRpt } = plan.records;
const records = tlsRpt === undefined ? [sts] : [tlsRpt, sts];
const expected = { domain: "example.com", policyId, policyText, records };

function wrapped(value: unknown) {
  return { sensitive: false, type: "string", value };
}

describe("readDeploymentOutputs", () => {
  it.each([
    ["the outputs of a Pulumi stack", { policyId, policyText, policyUrl, records }],
    ["one object among others", { other: 1, mail: { policyId, policyText, policyUrl, records } }],
    ["objects in a list", [{ policyId, policyText, policyUrl, records }]],
    [
      "the outputs of Terraform",
      {
        policyId: wrapped(policyId),
        policyText: wrapped(policyText),
        policyUrl: wrapped(policyUrl),
        records: wrapped(records),
      },
    ],
    [
      "names in snake case",
      {
        policy_id: wrapped(policyId),
        policy_text: wrapped(policyText),
        policy_url: wrapped(policyUrl),
        records: wrapped(records),
      },
    ],
    ["one output of Terraform", { mail: wrapped({ policyId, policyText, policyUrl, records }) }],
    ["records that tell the domain", { policyId, policyText, records }],
  ])("finds %s", (_, json) => {
    expect(readDeploymentOutputs(json)).toEqual([expected]);
  });

  it("reads what a deployment in mode none tells of its end", () => {
    const retirement = { longestMaxAge: 604_800, noneSince: "2026-11-01T12:00:00Z", waitSeconds: 605_100 };
    const read = (value: unknown) => readDeploymentOutputs({ policyId, policyUrl, retirement: value })[0]?.retirement;
    expect(read(retirement)).toEqual({ longestMaxAge: 604_800, noneSince: 1_793_534_400 });
    expect(read(wrapped({ longestMaxAge: 0 }))).toEqual({ longestMaxAge: 0 });
    expect(read({ ...retirement, noneSince: "yesterday" })).toEqual({ longestMaxAge: 604_800 });
    for (const wrong of [
      "[secret]",
      null,
      {},
      { longestMaxAge: "604800" },
      { longestMaxAge: -1 },
      { longestMaxAge: 1e9 },
    ])
      expect(read(wrong)).toBeUndefined();
  });

  it("finds every domain, and lists of records by themselves", () => {
    const other = [{ ...sts, name: "_mta-sts.example.org" }];
    expect(readDeploymentOutputs({ records: { shop: records, blog: other }, policyIds: { shop: policyId } })).toEqual([
      { domain: "example.com", records },
      { domain: "example.org", records: other },
    ]);
  });

  it("leaves out what is a secret, or is something else", () => {
    expect(readDeploymentOutputs({ policyId: "[secret]", policyText: "[secret]", policyUrl })).toEqual([
      { domain: "example.com" },
    ]);
    for (const json of [null, 1, "a", [], {}, { policyId }, { policyUrl: "https://example.com/" }, { records: "a" }]) {
      expect(readDeploymentOutputs(json)).toEqual([]);
    }
  });

  it("ends, and throws nothing, whatever it is given", () => {
    const loop: Record<string, unknown> = { policyUrl };
    loop["again"] = loop;
    expect(readDeploymentOutputs(loop)).toEqual([{ domain: "example.com" }]);
    fc.assert(fc.property(fc.jsonValue(), (json) => readDeploymentOutputs(json).length === 0));
  });
});

describe("compareWithLive", () => {
  it.each(liveIssues)("tells of %j", (input, lines) => {
    const [wanted, live] = input as readonly [DeployedOutputs, LivePublication];
    expect(compareWithLive(wanted, live).map(formatIssue)).toEqual(lines);
  });

  it("compares only what is known, the id from the records if nowhere else", () => {
    expect(compareWithLive({ domain: "example.com" }, { id: "x" })).toEqual([]);
    const codes = compareWithLive({ domain: "example.com", records }, { id: "x" }).map(({ code }) => code);
    expect(codes).toEqual(["live-id-differs", "live-tls-rpt-differs"]);
    expect(compareWithLive(expected, { id: policyId, policyText, ...(tlsRpt && { tlsRpt: tlsRpt.value }) })).toEqual(
      [],
    );
  });
});
