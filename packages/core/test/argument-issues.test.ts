import { describe, expect, it } from "@jest/globals";
import { argumentIssues, formatIssue } from "../src";
import { argumentFixtures, rules } from "./fixtures/argument-issues";

describe("argumentIssues", () => {
  it.each(argumentFixtures)("of %j tells each problem", (given, expected) => {
    expect(argumentIssues(given, rules).map(formatIssue)).toEqual(expected);
  });

  it("accepts what the rules accept, and ignores what is undefined", () => {
    expect(argumentIssues({ zoneId: "Z1", transform: {}, extra: undefined }, rules)).toEqual([]);
  });

  it("says where the object stands", () => {
    const paths = argumentIssues({ zoneID: "Z1" }, rules, ["dns"]).map(({ path }) => path);
    expect(paths).toEqual([
      ["dns", "zoneId"],
      ["dns", "zoneID"],
    ]);
  });

  it("of an object without arguments says so", () => {
    expect(argumentIssues({ zone: 1 }, {}).map(formatIssue)).toEqual([
      "zone: there is no such argument; correct its name, or remove it [argument-unknown]",
    ]);
    expect(argumentIssues("x", {}, ["dns"]).map(formatIssue)).toEqual([
      'dns: must be an object, got "x"; write something like {} [argument-type]',
    ]);
  });
});
