import { describe, expect, it } from "@jest/globals";
import { preflightIssue } from "../../src/preflight/preflight-issue";
import { refusals, type PreflightMode } from "../../src/preflight/refusal";

const breaking = preflightIssue({ code: "txt-not-ours", refusedIn: "warn" }, ["dns"]);
const wrong = preflightIssue({ code: "mx-not-covered" }, ["mx"]);
const unwise = preflightIssue({ code: "txt-ttl-long" }, ["dns"]);
const softened = preflightIssue({ code: "txt-not-ours", refusedIn: "warn", severity: "warning" }, ["dns"]);
const known = preflightIssue({ code: "live-id-differs", severity: "info" }, ["dns"]);
const all = [breaking, wrong, unwise, softened, known];

describe("refusals", () => {
  it.each<[PreflightMode, boolean, readonly object[]]>([
    ["warn", false, [breaking]],
    // Advice about what is live stays advice in the default mode, whatever the arguments are judged by.
    ["warn", true, [breaking]],
    ["error", false, [breaking, wrong]],
    ["required", false, [breaking, wrong]],
    ["error", true, [breaking, wrong, { ...unwise, severity: "error" }, { ...softened, severity: "error" }]],
  ])("in mode %s, strict: %s", (mode, strict, expected) => {
    expect(refusals(all, { mode, strict })).toEqual(expected);
  });

  it("takes an issue without the mark for one that mode warn demotes", () => {
    expect(refusals([{ ...wrong, refusedIn: "error" }], { mode: "warn", strict: false })).toEqual([]);
    expect("refusedIn" in wrong).toBe(false);
  });
});
