import { describe, expect, it } from "@jest/globals";
import * as fix from "../../src/fix";

describe("@mtasts/core/fix", () => {
  it("exports exactly its public API", () => {
    expect(Object.keys(fix).sort()).toEqual(["fixPolicy", "fixStsRecord", "fixTlsRptRecord"]);
  });
});
