import { describe, expect, it } from "@jest/globals";
import { bucketOf, inventoryAt, named, type Held } from "../../src/plan-check/inventory";
import { UNKNOWN } from "../../src/plan-check/resource-change";
import type { PolicyChange } from "../../src/plan-check/roles";

const change = (type: string, role: PolicyChange["role"], action: PolicyChange["action"]): PolicyChange => ({
  address: type,
  type,
  role,
  action,
  domain: "example.com",
  before: { bucket: "b" },
  after: { bucket: "b" },
});

describe("inventoryAt", () => {
  it("sorts what is there at one time", () => {
    const changes = [change("aws_s3_object", "file", "delete"), change("cloudflare_workers_script", "file", "create")];
    expect(inventoryAt(changes, "before")).toMatchObject({ objects: [{}], scripts: [] });
    expect(inventoryAt(changes, "after")).toMatchObject({ objects: [], scripts: [{}] });
  });
});

describe("named", () => {
  it("prefers the name, then what has none yet", () => {
    const held = (bucket: unknown): Held => ({ change: change("a", "file", "keep"), values: { bucket } });
    const [one, open] = [held("b"), held(UNKNOWN)];
    expect(named([one, open], "b", "bucket")).toEqual([one]);
    expect(named([one, open], "c", "bucket")).toEqual([open]);
    expect(named([one, open], UNKNOWN, "bucket")).toEqual([open]);
  });
});

describe("bucketOf", () => {
  it("is read from the domain name of an origin", () => {
    expect(bucketOf({ domain_name: "b.s3.eu-central-1.amazonaws.com" })).toBe("b");
    expect(bucketOf({ domainName: UNKNOWN })).toBe(UNKNOWN);
  });
});
