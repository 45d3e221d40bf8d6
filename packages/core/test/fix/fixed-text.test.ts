import { describe, expect, it } from "@jest/globals";
import { unchanged } from "../../src/fix/fixed-text";

describe("unchanged", () => {
  it("mends nothing", () => {
    expect(unchanged("a")).toEqual({ text: "a", mends: [] });
  });
});
