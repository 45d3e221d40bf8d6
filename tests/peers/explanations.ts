import type { SenderName } from "./real-senders.js";

/** Why some conclusions differ. */
export interface Explanation {
  readonly peer: SenderName;
  /** Names of cases. */
  readonly cases: readonly string[];
  /** Where the standards decide it. */
  readonly spec: string;
  /** What they say there, in our words, and what each side does. */
  readonly reason: string;
}

const postfix = "postfix-mta-sts-resolver";
const mox = "mox";

/** Every difference that is known. A case may stand in one explanation for each peer. */
export const explanations: readonly Explanation[] = [
  {
    peer: mox,
    cases: ["blank-at-end", "blank-inside"],
    spec: "RFC 8461 §3.2",
    reason:
      "the grammar has no empty line, so that a strict reader such as mox refuses the file. Others skip the line, as " +
      "`readPolicy` does; the check warns with `policy-blank-line`, because a sender of either kind is about",
  },
  {
    peer: postfix,
    cases: ["indented", "space-before-colon"],
    spec: "RFC 8461 §3.2",
    reason:
      "the grammar has no white space before a key nor before its colon. Some senders drop it, as `readPolicy` does, and " +
      "some, as this one, find no key of that name; the check warns with `policy-leading-whitespace`",
  },
  {
    peer: mox,
    cases: ["indented", "space-before-colon"],
    spec: "RFC 8461 §3.2",
    reason: "the same: mox is one of those that refuse such a file",
  },
  {
    peer: postfix,
    cases: ["cr"],
    spec: "RFC 8461 §3.2",
    reason: "lines end with LF or CRLF; this one takes whatever Python calls the end of a line",
  },
  {
    peer: postfix,
    cases: ["comment"],
    spec: "RFC 8461 §3.2",
    reason: "every line is a field with a colon, and there are no comments; this one takes what has no colon for a key",
  },
  {
    peer: postfix,
    cases: ["utf-8-no-charset"],
    spec: "RFC 8461 §3.2",
    reason:
      "the value of an extension is UTF-8, whether or not a charset says so; this one reads ASCII unless one does",
  },
  {
    peer: postfix,
    cases: ["duplicate-mode", "duplicate-max-age", "bad-duplicate"],
    spec: "RFC 8461 §3.2",
    reason:
      "of a key that is repeated all but the first are ignored (`mx` aside); this one keeps the last. The check tells of it " +
      "as an error, `policy-duplicate-key`",
  },
  {
    peer: mox,
    cases: ["bad-duplicate"],
    spec: "RFC 8461 §3.2",
    reason: "a later duplicate is ignored, whatever its value; mox parses it as if it counted",
  },
  {
    peer: postfix,
    cases: ["max-age-too-large"],
    spec: "RFC 8461 §3.2",
    reason:
      "31557600 is the largest value, and what to do with a larger one is not said: this one refuses the file, others hold " +
      "the policy for the largest, as the check assumes; it warns with `max-age-too-long`",
  },
  {
    peer: mox,
    cases: ["max-age-too-large"],
    spec: "RFC 8461 §3.2",
    reason: "the same: mox keeps the value as it is",
  },
  {
    peer: postfix,
    cases: ["max-age-sign", "max-age-underscore"],
    spec: "RFC 8461 §3.2",
    reason: "max_age has digits and nothing else; this one takes whatever is a whole number to Python",
  },
  {
    peer: mox,
    cases: ["mx-final-dot"],
    spec: "RFC 8461 §3.2; RFC 5321 §4.1.2",
    reason:
      "a pattern has no dot at its end, so that a strict reader such as mox refuses the file. Others drop the dot, as " +
      "`readPolicy` does; the check warns with `mx-trailing-dot`",
  },
  {
    peer: postfix,
    cases: ["mx-final-dot"],
    spec: "RFC 8461 §3.2; RFC 5321 §4.1.2",
    reason: "the same: this one hands the pattern to Postfix as it is written",
  },
  {
    peer: postfix,
    cases: ["mx-leading-dot"],
    spec: "RFC 8461 §3.2, §4.1",
    reason:
      "only an asterisk as the whole first label makes a wildcard, and a dot before the name does not; this one hands the " +
      "pattern to Postfix, to which it stands for every name below",
  },
  {
    peer: postfix,
    cases: ["mx-partial-wildcard", "mx-underscore", "mx-list"],
    spec: "RFC 8461 §3.2; RFC 5321 §4.1.2",
    reason:
      "a pattern is a domain name, `*.` before it or not; this one does not look at patterns but hands them to Postfix, which " +
      "finds no such name in a certificate, so that mail waits",
  },
  {
    peer: postfix,
    cases: ["later-version"],
    spec: "RFC 8461 §3.1",
    reason:
      "records that do not begin with `v=STSv1;`, semicolon included, are dropped before they are counted; this one drops " +
      "what does not begin with `v=STSv1`, and counts two",
  },
  {
    peer: postfix,
    cases: ["record-alias-loop"],
    spec: "RFC 1034 §3.6.2",
    reason:
      "a circle of aliases is an error, and no answer that there is no record: so the check knows nothing. This one finds no " +
      "record at the end and takes it for none",
  },
  { peer: mox, cases: ["record-alias-loop"], spec: "RFC 1034 §3.6.2", reason: "the same" },
  {
    peer: postfix,
    cases: ["space-at-end"],
    spec: "RFC 8461 §3.1",
    reason: "white space belongs to the semicolon before or behind it, and at the end there is none; this one trims it",
  },
  {
    peer: postfix,
    cases: ["empty-field"],
    spec: "RFC 8461 §3.1",
    reason: "between two semicolons stands a field; this one skips what is empty",
  },
  {
    peer: postfix,
    cases: ["empty-id", "id-with-hyphen", "long-id"],
    spec: "RFC 8461 §3.1",
    reason: "an id has 1 to 32 letters and digits; this one takes any text, even none",
  },
  {
    peer: postfix,
    cases: ["duplicate-id"],
    spec: "RFC 8461 §3.1, §3.2",
    reason:
      "of a field that is repeated all but the first are ignored; this one keeps the last. The check tells of it as an " +
      "error, `txt-duplicate-key`",
  },
  {
    peer: mox,
    cases: ["duplicate-id"],
    spec: "RFC 8461 §3.1, §3.2",
    reason: "a later duplicate is ignored; mox forgets to skip its value, and refuses the record",
  },
  {
    peer: postfix,
    cases: ["common-name"],
    spec: "RFC 8461 §3.3; RFC 6125 §6.4.4",
    reason:
      "the host must be a DNS-ID of the certificate, and a common name does not count; Python's TLS still looks at it where " +
      "there is no other name",
  },
  {
    peer: postfix,
    cases: ["html-type", "no-type", "octet-stream"],
    spec: "RFC 8461 §3.2",
    reason:
      "senders should check that the media type is text/plain, which leaves it to them: this one insists. The check warns " +
      "with `fetch-content-type` or `fetch-content-type-missing`",
  },
  {
    peer: postfix,
    cases: ["charset-unknown"],
    spec: "RFC 8461 §3.2",
    reason:
      "parameters of the media type other than a charset of UTF-8 or US-ASCII are ignored; this one decodes with whatever " +
      "charset it is told, and knows no such one",
  },
  {
    peer: postfix,
    cases: ["gzip"],
    spec: "RFC 9110 §12.5.3",
    reason:
      "a server should not compress for a client that asks for no compression, and such a client cannot read it: the check " +
      "asks for none, and tells of it as `fetch-encoding`. This one always asks for gzip, and so never notices",
  },
  { peer: mox, cases: ["gzip"], spec: "RFC 9110 §12.5.3", reason: "the same" },
  {
    peer: postfix,
    cases: ["slow"],
    spec: "RFC 8461 §3.3",
    reason:
      "a timeout of one minute is suggested; this one waits 4 seconds. The check warns with `fetch-slow` of what takes longer",
  },
];
