import { describe, expect, it } from "@jest/globals";
import { mxHosts } from "../src/mx-hosts";

describe("mxHosts", () => {
  it("M1: takes the exchanges of the MX records, once each", () => {
    expect(mxHosts("example.com", ["MX1.example.net.", "mx2.example.net", "mx1.example.net"])).toEqual([
      "mx1.example.net",
      "mx2.example.net",
    ]);
  });

  it("M7: knows no host where a null MX stands", () => {
    expect(mxHosts("example.com", ["."])).toEqual([]);
    expect(mxHosts("example.com", ["", "mx1.example.net"])).toEqual(["mx1.example.net"]);
  });

  it("M8: takes the domain itself where there is no MX record", () => {
    expect(mxHosts("Example.com.", [])).toEqual(["example.com"]);
  });
});
