import { error, info, warning, type CatalogueEntry } from "./entry";

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
  "policy-blank-line": {
    ...error("blank lines are not allowed", "remove the line", POLICY),
    whenChecking: "warning",
  },
  "policy-leading-whitespace": {
    ...error("no white space may stand before the key or the colon", "remove the white space", POLICY),
    whenChecking: "warning",
  },
  "policy-bom": error("file begins with a byte order mark", "save it as UTF-8 without a byte order mark", POLICY),
  "policy-not-utf8": error("file is not UTF-8", "save it as ASCII or UTF-8", POLICY),
  "policy-json": error("JSON belongs to drafts of the standard", 'write lines of "key: value"', POLICY),
  "policy-size": {
    ...error(
      "policy is larger than senders read",
      "keep it under 64000 bytes: a few mx patterns are enough",
      "RFC 8461 §3.3",
    ),
    exception: "a warning between 4096 and 64000 bytes",
  },
  "policy-version-not-first": warning(
    "some senders want version in the first line",
    'begin with the line "version: STSv1"',
    POLICY,
  ),
  "policy-duplicate-key": error(
    "the key stands in an earlier line already, and senders differ in which one counts",
    "remove one of the lines",
    POLICY,
  ),
  "policy-unknown-key": warning(
    "senders ignore a key that is not registered, and some checkers refuse it",
    "remove the line",
    "RFC 8461 §9.3",
  ),
  "policy-trailing-whitespace": info("some checkers refuse white space at the end of a line", "remove it", POLICY),
  "policy-no-space-after-colon": warning(
    "some senders refuse a policy without a space after the colon",
    "write one space after the colon",
    POLICY,
  ),
  "policy-lf-line-endings": info("lines end with LF, and some checkers want CRLF", "end every line with CRLF", POLICY),
  "policy-mixed-line-endings": warning(
    "lines end in different ways, and senders differ in what ends a line",
    "end every line with CRLF",
    POLICY,
  ),
  "policy-no-final-newline": info("the last line has no end", "end it with CRLF", POLICY),
  "policy-non-ascii": {
    ...warning(
      "some senders read policies as ASCII",
      "write ASCII only, and type anew what looks like a space",
      POLICY,
    ),
    exception: "an error outside the values of unknown keys",
  },
  "policy-placeholder": error(
    "the value was left over from a template",
    "fill in the names of your MX hosts and your other values",
    POLICY,
  ),
  "policy-front-matter": error(
    "front matter of a site generator is part of the file",
    "serve the file that the generator makes, or remove these lines",
    POLICY,
  ),
  "policy-rich-text": error("file holds the formatting of RTF or HTML", "save it as plain text", POLICY),
  "policy-yaml-list": error("the hosts are written as a YAML list", 'write one line "mx: " for each host', POLICY),
  "policy-joined": error("several lines have run together", "end every line with CRLF", POLICY),
  "mode-none": {
    ...info(
      "mode none gives no protection",
      "keep it until every earlier policy has expired, then remove MTA-STS",
      "RFC 8461 §8.3",
    ),
    whenChecking: "warning",
  },
  "mode-testing": info(
    "mode testing only reports failures, and mail is delivered all the same",
    'write "enforce" once two weeks of reports show no failure',
    "RFC 8461 §5",
  ),
  "max-age-long-testing": warning(
    "a max age of more than two weeks makes a roll-back from testing slow",
    "write 1209600 or less",
    "RFC 8461 §10.2",
  ),
  "max-age-leading-zero": info("max age begins with a zero", "write it without the zero", POLICY),
  "max-age-invalid": error(
    "max age must be whole seconds from 0 to 31557600",
    "write digits only, such as 604800 for a week",
    POLICY,
  ),
  "max-age-too-long": {
    ...error("max age must not exceed 31557600 seconds", "write 31557600 or less", POLICY),
    whenChecking: "warning",
  },
  "max-age-too-short": {
    ...warning("large senders ignore or replace a max age of less than a day", "write 86400 or more", POLICY),
    exception: "an error where it is 0",
  },
  "max-age-too-short-enforce": warning(
    "a max age of less than a week protects little in mode enforce",
    "write 604800 or more",
    "RFC 8461 §10.2",
  ),
  "rollout-no-tlsrpt": warning(
    "without TLS-RPT, delivery failures are not reported to you",
    'write tlsRpt: { rua: "mailto:..." }',
    "RFC 8461 §6",
  ),
} as const satisfies Readonly<Record<string, CatalogueEntry>>;
