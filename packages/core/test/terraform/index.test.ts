import { describe, expect, it } from "@jest/globals";
import * as terraform from "../../src/terraform";

// API from the first day: a name that goes away breaks programs.
describe("@mtasts/core/terraform", () => {
  it("exports exactly its public API", () => {
    expect(Object.keys(terraform).sort()).toEqual(["servedCheck", "waitUntilServedCommand"]);
  });
});
