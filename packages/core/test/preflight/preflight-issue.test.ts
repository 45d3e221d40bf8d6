import { describe, expect, it } from "@jest/globals";
import { formatIssue } from "../../src/issue";
import { preflightIssue, untold, type PreflightFault } from "../../src/preflight/preflight-issue";
import { waitingIssues } from "../fixtures/preflight-issues";

describe("preflightIssue", () => {
  it.each(waitingIssues.map(([fault, lines, why]) => [why, fault, lines] as const))("words %s", (_, fault, lines) => {
    expect([formatIssue(preflightIssue(fault as PreflightFault, ["waitUntilServed"]))]).toEqual(lines);
  });
});

describe("untold", () => {
  it("keeps the place and hides every value", () => {
    const issue = preflightIssue({ code: "mx-not-covered", got: "mail.example.net", problem: "secret.example" }, [
      "mx",
    ]);
    const { message, ...rest } = untold(issue);
    expect(rest).toEqual({ code: "mx-not-covered", severity: "error", path: ["mx"], spec: "RFC 8461 §4.1" });
    expect(message).toContain("got [secret]; add a pattern");
    expect(message).not.toMatch(/mail\.example|secret\.example/u);
  });
});
