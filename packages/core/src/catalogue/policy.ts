import { error, warning, type CatalogueEntry } from "./entry";

const POLICY = "RFC 8461 §3.2";

/** The policy file, its values, and the choices behind it. */
export const policyIssues = {
  "policy-missing-version": error("version is missing", 'write the line "version: STSv1"', POLICY),
  "policy-missing-mode": error("mode is missing", 'write a line such as "mode: testing"', POLICY),
  "policy-missing-max-age": error("max_age is missing", 'write a line such as "max_age: 86400"', POLICY),
  "policy-missing-mx": error(
    "at least one mx is required unless the mode is none",
    "list the hosts of the MX records",
    POLICY,
  ),
  "policy-version-invalid": error("version must be STSv1", 'write "STSv1"', POLICY),
  "policy-mode-invalid": error("mode must be testing, enforce or none", 'write "testing", "enforce" or "none"', POLICY),
  "policy-mode-word": error("mode must be testing, enforce or none", 'write "testing", "enforce" or "none"', POLICY),
  "policy-old-mode-report": error("mode report belongs to drafts of the standard", 'write "testing"', POLICY),
  "policy-key-case": error("key must be in lower case", "write it in lower case", POLICY),
  "policy-value-case": error("mode must be in lower case", "write it in lower case", POLICY),
  "policy-invalid-line": error(
    "line is no key and value",
    'write "key: value" and end the line with CRLF; there are no comments',
    POLICY,
  ),
  "policy-blank-line": error("blank lines are not allowed", "remove the line", POLICY),
  "policy-leading-whitespace": error(
    "no white space may stand before the key or the colon",
    "remove the white space",
    POLICY,
  ),
  "policy-bom": error("file begins with a byte order mark", "save it as UTF-8 without a byte order mark", POLICY),
  "policy-not-utf8": error("file is not UTF-8", "save it as ASCII or UTF-8", POLICY),
  "policy-json": error("JSON belongs to drafts of the standard", 'write lines of "key: value"', POLICY),
  "policy-size": error(
    "policy is larger than senders read",
    "keep it under 64000 bytes: a few mx patterns are enough",
    "RFC 8461 §3.3",
  ),
  "max-age-invalid": error(
    "max age must be whole seconds from 0 to 31557600",
    "write digits only, such as 604800 for a week",
    POLICY,
  ),
  "max-age-too-long": error("max age must not exceed 31557600 seconds", "write 31557600 or less", POLICY),
  "max-age-too-short": warning(
    "large senders ignore or replace a max age of less than a day",
    "write 86400 or more",
    POLICY,
  ),
  "max-age-too-short-enforce": warning(
    "a max age of less than a week protects little in mode enforce",
    "write 604800 or more",
    "RFC 8461 §10.2",
  ),
  "rollout-no-tlsrpt": warning(
    "without TLS-RPT nobody tells you what fails",
    'write tlsRpt: { rua: "mailto:..." }',
    "RFC 8461 §6",
  ),
} as const satisfies Readonly<Record<string, CatalogueEntry>>;
