import { describe, expect, it } from "@jest/globals";
import * as generate from "../../src/generate";

describe("@mtasts/core/generate", () => {
  it("exports exactly its public API", () => {
    expect(Object.keys(generate).sort()).toEqual([
      "cdktfProgram",
      "programHosts",
      "programZones",
      "pulumiProgram",
      "staticSite",
      "terraformModules",
      "terraformProgram",
    ]);
  });
});
