import path from "node:path";
import { describe, expect, it } from "@jest/globals";
import { surfaceDifferences, surfaceOf } from "./surface";
import { surfaceExceptions } from "./surface-exceptions";

const packages = path.join(__dirname, "..", "..", "packages");
const pulumi = surfaceOf(path.join(packages, "pulumi-mtasts", "src"));
const cdktf = surfaceOf(path.join(packages, "cdktf-mtasts", "src"));
const differences = surfaceDifferences(pulumi, cdktf);

describe("both packages have the same files, exports, options and defaults", () => {
  it.each([
    ["file", 30],
    ["export", 20],
    ["option", 50],
    ["default", 8],
  ])("each %s, of which there are %i and more", (kind, least) => {
    expect(pulumi.filter((statement) => statement.kind === kind).length).toBeGreaterThan(least);
    const found = differences.filter((difference) => difference.includes(`: ${kind} `));
    expect(found.filter((difference) => !surfaceExceptions.some(({ only }) => only.test(difference)))).toEqual([]);
  });

  it.each(surfaceExceptions)("but for $only: $reason", ({ only }) => {
    expect(differences.some((difference) => only.test(difference))).toBe(true);
  });
});
