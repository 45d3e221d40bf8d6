import { describe, expect, it } from "@jest/globals";
import { catalogue } from "../src/catalogue";
import { deploymentIssues } from "../src/catalogue/deployment";
import { deploymentIssue } from "../src/deployment-issue";
import {
  liveIssues,
  outcomeIssues,
  planIssues,
  unjudgedIssues,
  unreadableIssues,
  unshownIssues,
} from "./fixtures/deployment-issues";
import { preflightIssues, waitingIssues } from "./fixtures/preflight-issues";

describe("deploymentIssue", () => {
  it("words faults of either catalogue", () => {
    expect(deploymentIssue({ code: "txt-recreated" }, ["a"])).toMatchObject({ severity: "error", path: ["a"] });
    expect(deploymentIssue({ code: "id-reused" }, []).message).toMatch(/raise revision by 1$/);
  });

  it("has codes that are nobody else's, which stay", () => {
    expect(Object.keys(deploymentIssues).sort()).toEqual([
      "announced-before-served",
      "host-not-in-plan",
      "id-policy-mismatch",
      "live-id-differs",
      "live-policy-differs",
      "live-record-duplicated",
      "live-tls-rpt-differs",
      "not-judged",
      "plan-unreadable",
      "plan-version",
      "policy-cacheable",
      "policy-cached",
      "policy-host-gone",
      "policy-host-moved-at-once",
      "policy-not-served",
      "policy-unreachable",
      "policy-unreadable",
      "record-not-in-plan",
      "record-ttl-changed",
      "record-unreadable",
      "txt-not-ours",
      "txt-recreated",
    ]);
    expect(Object.keys(deploymentIssues).filter((code) => code in catalogue)).toEqual([]);
  });

  it.each(Object.keys(deploymentIssues))("%s has a fixture with its full message", (code) => {
    const planned = [...planIssues, ...outcomeIssues, ...unjudgedIssues, ...unreadableIssues, ...unshownIssues];
    const lines = [...planned, ...liveIssues, ...preflightIssues, ...waitingIssues].flatMap(([, issues]) => issues);
    expect(lines.filter((line) => line.endsWith(`[${code}]`))).not.toEqual([]);
  });
});
