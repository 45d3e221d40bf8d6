import { describe, expect, it } from "@jest/globals";
import { formatIssue } from "../src";
import * as checking from "../src/checking";
import { catalogue } from "../src/catalogue";

const { checkingCatalogue, checkingIssue } = checking;

describe("checkingCatalogue", () => {
  it("keeps every code that was ever released", () => {
    expect(Object.keys(checkingCatalogue).sort()).toEqual(CODES);
  });

  it("shares no code with the main catalogue", () => {
    expect(Object.keys(checkingCatalogue).filter((code) => code in catalogue)).toEqual([]);
  });
});

describe("checkingIssue", () => {
  it("words a fault of either catalogue", () => {
    expect(formatIssue(checkingIssue({ code: "fetch-redirect", got: 301 }, ["policy"]))).toBe(
      "policy: the policy host redirects, and senders must not follow redirects, got 301; serve the file with status 200 at the exact URL (RFC 8461 §3.3) [fetch-redirect]",
    );
    expect(formatIssue(checkingIssue({ code: "txt-missing" }, []))).toMatch(/\[txt-missing\]$/);
  });

  it("speaks of what is published already", () => {
    expect(checkingIssue({ code: "fetch-content-type", got: "text/html" }, [])).toMatchObject({ severity: "warning" });
  });
});

describe("@mtasts/core/checking", () => {
  it("exports exactly its public API", () => {
    expect(Object.keys(checking).sort()).toEqual([
      "WRONG_POLICY_PATHS",
      "checkingCatalogue",
      "checkingIssue",
      "decodeText",
      "isAddressAsHost",
      "lintHeldRecords",
      "lowerCase",
      "mailtoDomain",
      "meantAs",
      "meantDomain",
      "noMxRecord",
      "noneCovered",
      "notCovered",
      "policyPathIssue",
      "printable",
      "readRecords",
      "show",
      "toALabels",
      "withoutTrailingDot",
      "wrongOwners",
    ]);
  });
});

/** Public API: a code may be added and never renamed or removed. */
const CODES = [
  "check-incomplete",
  "cname-chain-long",
  "delegation-certificate",
  "delegation-half",
  "dns-unavailable",
  "domain-not-found",
  "fetch-bot-blocked",
  "fetch-cache-control",
  "fetch-content-type",
  "fetch-content-type-charset",
  "fetch-content-type-missing",
  "fetch-cookies-hsts",
  "fetch-encoding",
  "fetch-host-address",
  "fetch-host-dns-error",
  "fetch-host-missing",
  "fetch-html",
  "fetch-http",
  "fetch-ipv6-broken",
  "fetch-redirect",
  "fetch-size",
  "fetch-slow",
  "fetch-stale",
  "fetch-status",
  "fetch-tls",
  "fetch-tls-expiring",
  "fetch-unreachable",
  "fetch-wrong-path",
  "mx-backup-untested",
  "mx-certificate",
  "mx-certificate-expiring",
  "mx-dns-error",
  "mx-host-address",
  "mx-host-missing",
  "mx-implicit",
  "mx-is-cname",
  "mx-none-covered",
  "mx-not-covered",
  "mx-pattern-unused",
  "mx-record-address",
  "mx-smtp-error",
  "mx-starttls",
  "mx-starttls-injection",
  "mx-tls-version",
  "mx-too-many",
  "mx-unreachable",
  "parent-policy",
  "policy-without-txt",
  "smtp-blocked",
  "tlsrpt-hosts",
  "tlsrpt-mailto-domain-no-mx",
  "tlsrpt-wrong-owner",
  "txt-cname-and-txt",
  "txt-not-dnssec",
  "txt-wildcard-answer",
  "txt-without-policy",
];
