import { describe, expect, it } from "@jest/globals";
import { formatIssue } from "../../../src";
import { publicationOf, transformIssues, type Draft } from "../../../src/adapter";
import { transformIssues as fixtures } from "../../fixtures/transform-issues";

describe("a draft and its transform", () => {
  it.each(fixtures)("%s is refused with %j", (transform, expected, _, draft) => {
    const { option } = draft as Draft;
    expect(
      publicationOf({ [option]: transform }, draft as Draft)
        .issues.map(formatIssue)
        .filter(isFirst),
    ).toEqual(expected);
  });

  it("of a host are judged together, each under its own name", () => {
    const drafts: readonly Draft[] = [
      { child: "r2Bucket", option: "bucket", args: { account_id: "a1", name: "policy" } },
      { child: "r2Domain", option: "customDomain", args: { enabled: true } },
      { child: "suffix", option: "suffix", args: { byte_length: 4 } },
    ];
    const given = {
      bucket: () => ({ account_id: "a2", name: "mine" }),
      customDomain: () => ({ enabled: false }),
      suffix: 5,
    };
    expect(transformIssues(given, drafts).map(({ path }) => path)).toEqual([
      ["transform", "bucket", "account_id"],
      ["transform", "customDomain", "enabled"],
    ]);
  });

  it.each([undefined, null, 5, [], "x"])("are nothing where the transforms are %j", (transforms) => {
    expect(transformIssues(transforms, [{ child: "suffix", option: "suffix", args: {} }])).toEqual([]);
    const record: Draft = { child: "route53Record", option: "stsRecord", args: { ttl: 300 } };
    expect(publicationOf(transforms, record)).toEqual({ ttl: 300, issues: [] });
  });
});

/** A draft of another child has no TTL, which is beside the point. */
function isFirst(line: string): boolean {
  return !line.startsWith("transform.distribution.ttl:");
}

describe("publicationOf", () => {
  const record: Draft = {
    child: "route53Record",
    option: "hostRecord",
    args: { name: "mta-sts.example.com", ttl: 300 },
  };
  const to = (ttl: unknown) => ({ hostRecord: (args: object) => ({ ...args, ttl }), stsRecord: () => ({}) });

  it("reads the TTL back", () => {
    expect(publicationOf(to(604_800), record)).toEqual({ ttl: 604_800, issues: [] });
  });

  it("knows the automatic TTL of Cloudflare", () => {
    expect(publicationOf(to(1), { ...record, child: "cloudflareRecord" })).toEqual({ ttl: 300, issues: [] });
    expect(publicationOf(to(1), record).ttl).toBe(1);
  });

  it("falls back to the usual TTL where it refuses one", () => {
    for (const ttl of [undefined, -1, 0.5, "60", 2 ** 31, NaN, Promise.resolve(60)]) {
      const { ttl: read, issues } = publicationOf(to(ttl), record);
      expect(read).toBe(300);
      expect(issues.map(({ code, path }) => [code, ...path])).toEqual([
        ["argument-type", "transform", "hostRecord", "ttl"],
      ]);
    }
  });
});
