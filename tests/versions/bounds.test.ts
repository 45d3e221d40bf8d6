import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "@jest/globals";
import semver from "semver";
import { asSemver, moduleBounds, peerBounds, providerRuns, versionsRun } from "./bounds";
import { versionsPage } from "./page";
import { root } from "./sets";

describe("the peer range of", () => {
  it.each(peerBounds)("$claimedBy on $name $range begins with a version that is run", (bound) => {
    expect(versionsRun(bound)[0]).toBe(bound.lowest);
  });
});

describe("the range of the modules on", () => {
  it.each(moduleBounds)(
    "$source begins with a version that is run, and every version run is in one",
    ({ source, ranges }) => {
      const runs = (providerRuns[source] ?? []).map(({ version }) => version);
      expect(runs.length).toBeGreaterThan(0);
      for (const range of ranges) {
        const inRange = runs.filter((version) => semver.satisfies(version, asSemver(range))).sort(semver.compare);
        const lowest = semver.minVersion(asSemver(range));
        // Modules promise a minor version: its patches are not told apart.
        expect(inRange.slice(0, 1).map((version) => `${semver.major(version)}.${semver.minor(version)}`)).toEqual([
          `${String(lowest?.major)}.${String(lowest?.minor)}`,
        ]);
      }
    },
  );
});

it("the tests that the page names exist", () => {
  for (const { test } of Object.values(providerRuns).flat()) {
    expect(readFileSync(path.join(root, test), "utf8")).toContain("it");
  }
});

it("docs/reference/versions.md says so", () => {
  const file = path.join(root, "docs", "reference", "versions.md");
  if (process.env["WRITE_DOCS"] === "1") writeFileSync(file, versionsPage());
  expect(readFileSync(file, "utf8")).toBe(versionsPage());
});
