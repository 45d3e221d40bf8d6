import { describe, expect, it } from "@jest/globals";
import { readTtl } from "../../../src/adapter/transforms/record-ttl";

describe("readTtl", () => {
  it.each([0, 1, 60, 300, 3_600, 2_147_483_647])("takes %d", (ttl) => {
    expect(readTtl(ttl, ["ttl"], false)).toEqual({ ttl, issues: [] });
  });

  it("advises against a TTL of the announcement that is longer than the slack beside each wait", () => {
    expect(readTtl(3_600, ["ttl"], true).issues).toEqual([]);
    expect(readTtl(3_601, ["ttl"], true)).toMatchObject({
      ttl: 3_601,
      issues: [{ code: "txt-ttl-long", severity: "warning", path: ["ttl"] }],
    });
  });
});
