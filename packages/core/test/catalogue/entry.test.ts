import { describe, expect, it } from "@jest/globals";
import { error, info, warning } from "../../src/catalogue/entry";

describe("entry", () => {
  it("has no source unless one is given", () => {
    expect(error("a", "b")).toEqual({ severity: "error", summary: "a", advice: "b" });
    expect(info("a", "b")).toEqual({ severity: "info", summary: "a", advice: "b" });
    expect(warning("a", "b", "c")).toEqual({ severity: "warning", summary: "a", advice: "b", spec: "c" });
  });
});
