import { describe, expect, it } from "@jest/globals";
import { catalogue } from "../../src/catalogue";
import { deploymentIssues } from "../../src/catalogue/deployment";
import { moveIssues } from "../../src/catalogue/moves";
import * as fixtures from "../fixtures/move-issues";
import { STYLE } from "../fixtures/wording";

describe("moveIssues", () => {
  it.each(Object.entries(moveIssues))("%s is worded in house style", (code, { summary, advice }) => {
    expect(code).toMatch(STYLE.code);
    expect(summary).toMatch(STYLE.text);
    expect(advice).toMatch(STYLE.text);
  });

  it("has codes of its own, which stay", () => {
    expect(Object.keys(moveIssues).sort()).toEqual([
      "component-renamed",
      "domain-changed",
      "host-move-same-kind",
      "protection-lifted",
      "zone-dropped-too-early",
      "zone-move-owned-name",
      "zone-move-same-names",
      "zone-move-with-host-move",
      "zone-not-kept",
    ]);
    expect(Object.keys(moveIssues).filter((code) => code in catalogue || code in deploymentIssues)).toEqual([]);
  });

  it.each(Object.keys(moveIssues))("%s has a fixture with its full message", (code) => {
    const lines = Object.values(fixtures).flatMap((all) => all.flatMap(([, issues]) => issues));
    expect(lines.filter((line) => line.endsWith(`[${code}]`))).not.toEqual([]);
  });
});
