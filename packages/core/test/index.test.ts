import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import * as core from "../src";

/** Paths relative to the folder, without their extension. */
function modulesIn(folder: string, extension: string): readonly string[] {
  return readdirSync(join(__dirname, "..", folder), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(extension))
    .map((path) => path.slice(0, -extension.length))
    .sort();
}

describe("@mtasts/core", () => {
  it("exports exactly its public API", () => {
    expect(Object.keys(core).sort()).toEqual([
      "MAX_AGE_LIMIT",
      "argumentIssues",
      "bucketPolicy",
      "catalogue",
      "cloudflareHost",
      "cloudflareTxtContent",
      "cloudfrontHost",
      "detectMailProvider",
      "formatIssue",
      "formatIssues",
      "formatPolicy",
      "formatStsRecord",
      "formatTlsRptRecord",
      "lintMailProviders",
      "lintPolicy",
      "lintStsRecord",
      "lintTlsRptRecord",
      "mailProviders",
      "matchesMx",
      "mxHosts",
      "needsProtection",
      "parseDomain",
      "parseMxPattern",
      "parsePolicy",
      "parseStsRecord",
      "parseTlsRptRecord",
      "planDeployment",
      "policyId",
      "policyObject",
      "readPolicy",
      "readStsAnswer",
      "readTlsRptAnswer",
      "recordsJson",
      "relativeName",
      "route53TxtValue",
      "selectStsRecord",
      "selectTlsRptRecord",
      "toIssue",
      "txtChunks",
      "usable",
      "workerSource",

      "zoneText",
    ]);
  });

  it("has a test for every source file", () => {
    expect(modulesIn("test", ".test.ts")).toEqual(modulesIn("src", ".ts"));
  });
});
