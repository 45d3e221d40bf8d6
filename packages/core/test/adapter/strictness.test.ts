import { describe, expect, it } from "@jest/globals";
import { planDeployment, type Issue } from "../../src";
import { hasError, judge, strictly } from "../../src/adapter/strictness";

const config = { domain: "example.com", mx: ["mail.example.com"], tlsRpt: { rua: "mailto:a@example.org" } };
const severities = (issues: readonly Issue[]) => issues.map(({ code, severity }) => `${severity} ${code}`);

describe("judge", () => {
  it("leaves advice to the strict alone an error", () => {
    const unwise = planDeployment({ ...config, maxAge: 3600 });
    expect(judge(unwise, false)).toBe(unwise);
    const strict = judge(unwise, true);
    expect(severities(strict.ok ? [] : strict.issues)).toEqual(["error max-age-too-short"]);
  });

  it("finds nothing wrong with what is right", () => {
    const right = planDeployment(config);
    expect(judge(right, true)).toBe(right);
  });

  it("refuses what is wrong, strict or not", () => {
    const wrong = planDeployment({ domain: "example.com.", mx: config.mx });
    expect([judge(wrong, false).ok, judge(wrong, true).ok]).toEqual([false, false]);
  });
});

describe("strictly", () => {
  it("leaves errors and remarks as they are", () => {
    const issue = (severity: Issue["severity"]): Issue => ({ code: "mx-invalid", severity, path: [], message: "" });
    const issues = [issue("error"), issue("warning"), issue("info")];
    expect(strictly(issues, true).map(({ severity }) => severity)).toEqual(["error", "error", "info"]);
    expect(strictly(issues, false)).toBe(issues);
    expect([hasError(issues), hasError(issues.slice(1))]).toEqual([true, false]);
  });
});
