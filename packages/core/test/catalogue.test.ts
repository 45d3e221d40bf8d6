import { describe, expect, it } from "@jest/globals";
import { catalogue } from "../src/catalogue";
import { configIssues } from "./fixtures/config-issues";
import type { IssueFixture } from "./fixtures/issue-fixture";
import { mailProviderIssues } from "./fixtures/mail-provider-issues";
import { policyIssues } from "./fixtures/policy-issues";
import { stsAnswerIssues, stsRecordIssues, tlsRptAnswerIssues, tlsRptRecordIssues } from "./fixtures/record-issues";

const fixtures: readonly IssueFixture[] = [
  ...configIssues,
  ...mailProviderIssues,
  ...policyIssues,
  ...stsAnswerIssues,
  ...stsRecordIssues,
  ...tlsRptAnswerIssues,
  ...tlsRptRecordIssues,
];

describe("catalogue", () => {
  it.each(Object.keys(catalogue))("%s has a fixture with its full message", (code) => {
    const lines = fixtures.flatMap(([, issues]) => issues);
    expect(lines.filter((line) => line.endsWith(`[${code}]`))).not.toEqual([]);
  });

  it("keeps every code that was ever released", () => {
    expect(Object.keys(catalogue).sort()).toEqual(CODES);
  });
});

/** Public API: a code may be added and never renamed or removed. */
const CODES = [
  "argument-type",
  "domain-a-label-invalid",
  "domain-invalid",
  "domain-ip-address",
  "domain-single-label",
  "domain-too-long",
  "domain-trailing-dot",
  "domain-u-label",
  "domain-underscore",
  "max-age-invalid",
  "max-age-too-long",
  "max-age-too-short",
  "max-age-too-short-enforce",
  "mx-a-label-invalid",
  "mx-duplicate",
  "mx-invalid",
  "mx-ip-address",
  "mx-leading-dot-legacy",
  "mx-list",
  "mx-missing-none",
  "mx-null",
  "mx-provider-base",
  "mx-provider-mismatch",
  "mx-single-label",
  "mx-trailing-dot",
  "mx-u-label",
  "mx-underscore",
  "mx-wildcard-position",
  "policy-blank-line",
  "policy-bom",
  "policy-invalid-line",
  "policy-json",
  "policy-key-case",
  "policy-leading-whitespace",
  "policy-missing-max-age",
  "policy-missing-mode",
  "policy-missing-mx",
  "policy-missing-version",
  "policy-mode-invalid",
  "policy-mode-word",
  "policy-not-utf8",
  "policy-old-mode-report",
  "policy-size",
  "policy-value-case",
  "policy-version-invalid",
  "revision-invalid",
  "revision-too-large",
  "rollout-no-tlsrpt",
  "tlsrpt-duplicate-uri",
  "tlsrpt-https-host",
  "tlsrpt-mailto-address",
  "tlsrpt-mailto-size-suffix",
  "tlsrpt-missing",
  "tlsrpt-missing-mailto",
  "tlsrpt-multiple-records",
  "tlsrpt-rua-empty",
  "tlsrpt-rua-missing",
  "tlsrpt-size",
  "tlsrpt-unsupported-scheme",
  "tlsrpt-uri-encoding",
  "tlsrpt-uri-host",
  "tlsrpt-version-invalid",
  "tlsrpt-version-not-first",
  "txt-empty-field",
  "txt-escaped-semicolon",
  "txt-extension-invalid",
  "txt-id-invalid",
  "txt-id-missing",
  "txt-missing",
  "txt-multiple-records",
  "txt-non-ascii",
  "txt-quotes-in-data",
  "txt-trailing-whitespace",
  "txt-unrelated-records",
  "txt-version-invalid",
  "txt-version-not-first",
  "unknown-at-plan-time",
];
