import { describe, expect, it } from "@jest/globals";
import { bucketOfDomain, linksOf, originsOf } from "../../src/plan-check/links";

describe("linksOf", () => {
  it("connects a distribution with its bucket and its access control", () => {
    const origin = [{ domain_name: "b.s3.eu-central-1.amazonaws.com", origin_access_control_id: "OAC" }];
    const change = { address: "a", type: "aws_cloudfront_distribution", action: "keep", before: { origin } } as const;
    expect(linksOf(change)).toEqual(["link b", "link OAC"]);
  });

  it("takes the names of buckets and scripts, and of nothing else", () => {
    const change = (type: string) => ({ address: "a", type, action: "keep", before: { name: "n" } }) as const;
    expect(linksOf(change("cloudflare_r2_bucket"))).toEqual(["link n"]);
    expect(linksOf(change("aws_route53_record"))).toEqual([]);
  });
});

describe("bucketOfDomain", () => {
  it("is what stands before the service", () => {
    expect(bucketOfDomain("a.b.s3.eu-central-1.amazonaws.com")).toEqual(["a.b"]);
    expect(bucketOfDomain("pages.example.org")).toEqual([]);
    expect(bucketOfDomain(undefined)).toEqual([]);
  });
});

describe("originsOf", () => {
  it("reads both tools' names", () => {
    expect(originsOf({ origin: [{ a: 1 }] })).toEqual([{ a: 1 }]);
    expect(originsOf({ origins: [{ a: 1 }] })).toEqual([{ a: 1 }]);
  });
});
