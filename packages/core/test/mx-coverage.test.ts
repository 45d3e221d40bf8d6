import { describe, expect, it } from "@jest/globals";
import { noneCovered, notCovered } from "../src/mx-coverage";

describe("a host that no pattern covers", () => {
  it("is worth a warning while testing, and an error otherwise", () => {
    expect(notCovered("a.example", "testing")).toMatchObject({ got: "a.example", severity: "warning" });
    expect(notCovered("a.example", "enforce")).toEqual({ code: "mx-not-covered", got: "a.example" });
  });

  it("is told with the others where none is covered", () => {
    expect(noneCovered(["a.example", "b.example"], "testing")).toMatchObject({
      got: "a.example, b.example",
      severity: "warning",
    });
    expect(noneCovered(["a.example"], "enforce")).toEqual({ code: "mx-none-covered", got: "a.example" });
  });
});
