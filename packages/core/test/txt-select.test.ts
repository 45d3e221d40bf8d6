import { describe, expect, it } from "@jest/globals";
import { parsed, toIssue, type Parsed } from "../src/issue";
import { selectRecord } from "../src/txt-select";

function parse(text: string): Parsed<string> {
  return text.includes("bad") ? parsed<string>(undefined, [toIssue({ code: "txt-id-invalid" }, [])]) : parsed(text, []);
}

const selection = { prefix: "v=X;", parse, missing: "txt-missing", several: "txt-multiple-records" } as const;

describe("selectRecord", () => {
  it.each<readonly [rrset: readonly (readonly string[])[], outcome: "record" | "none", why: string]>([
    [[], "none", "nothing there"],
    [[["v=X;", "1"]], "record", "strings are joined"],
    [[["v=X ;1"]], "record", "a single record is only parsed"],
    [[["v=X ;1"], ["v=X;2"]], "record", "of several, only those with the literal prefix count"],
    [[["v=X;1"], ["v=X;2"]], "none", "two"],
    [[["v=X;1"], ["v=X;bad"]], "none", "two, one of them bad"],
    [[["v=X;bad"], ["other"]], "none", "the one left is bad"],
  ])("%j: %s, %s", (rrset, outcome) => {
    expect(selectRecord(rrset, selection).outcome).toBe(outcome);
  });

  it("mentions other records only where they do harm", () => {
    const rrset = [["v=X;1"], ["other"]];
    expect(selectRecord(rrset, selection).issues).toEqual([]);
    expect(selectRecord(rrset, { ...selection, unrelated: "txt-unrelated-records" }).issues).toHaveLength(1);
  });
});
