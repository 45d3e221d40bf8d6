import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "@jest/globals";
import { deploymentIssues } from "../../src/catalogue/deployment";
import { facets } from "../../src/plan-check/facets";

const page = readFileSync(path.join(__dirname, "..", "..", "..", "..", "docs", "reference", "plan-check.md"), "utf8");

describe("facets", () => {
  it.each(Object.values(facets))("$resource: $attribute has an issue and a row in the reference", (facet) => {
    expect(facet.code in deploymentIssues).toBe(true);
    const rows = page
      .split("\n")
      .filter(
        (row) =>
          row.includes(`\`${facet.attribute}\``) && row.includes(`| ${facet.resource} `) && row.includes(facet.means),
      );
    expect(rows).toHaveLength(1);
  });
});
