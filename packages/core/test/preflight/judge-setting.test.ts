import { describe, expect, it } from "@jest/globals";
import { existingIssues as entries } from "../../src/catalogue/existing";
import { formatIssue } from "../../src/issue";
import { judgePreflight, type PreflightFacts } from "../../src/preflight/judge-preflight";
import { withoutGuesses } from "../../src/preflight/judge-setting";
import { refusals } from "../../src/preflight/refusal";
import { existingIssues, ownRecords } from "../fixtures/existing-issues";
import { onCloudFront, planOf } from "../fixtures/preflight-issues";

/** Errors that mode `warn` shows and does not refuse. */
const SHOWN = new Set(["zone-not-delegated", "tlsrpt-multiple-records"]);

describe("judgeSetting", () => {
  it.each(existingIssues.map(([facts, lines, why]) => [why, facts as PreflightFacts, lines] as const))(
    "reports %s, and refuses it in every mode",
    (_, facts, lines) => {
      const issues = judgePreflight(facts);
      expect(issues.map(formatIssue)).toEqual(lines);
      const refused = refusals(issues, { mode: "warn", strict: false });
      expect(refused).toEqual(issues.filter(({ code }) => !SHOWN.has(code)));
    },
  );

  it.each(ownRecords)("says nothing of %s", (_, setting, seen) => {
    expect(judgePreflight({ ...onCloudFront, plan: planOf(), seen, setting }).map(formatIssue)).toEqual([]);
  });

  it("has a fixture for every code", () => {
    const lines = existingIssues.flatMap(([, issues]) => issues);
    for (const code of Object.keys(entries)) expect(lines.filter((line) => line.endsWith(`[${code}]`))).not.toEqual([]);
  });
});

describe("withoutGuesses", () => {
  it("keeps what is guessed only where the setting is unknown", () => {
    const [facts] = existingIssues[1]!;
    const issues = judgePreflight(facts as PreflightFacts);
    expect(withoutGuesses(issues, {})).toEqual(issues);
    expect(withoutGuesses(issues, (facts as PreflightFacts).setting!)).toEqual([]);
  });
});
