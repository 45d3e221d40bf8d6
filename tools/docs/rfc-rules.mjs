// The rules of RFC 8461 (MTA-STS) and RFC 8460 (TLS-RPT) that texts and names have to keep. Comments in the code and the
// names of tests carry their ids; `later` says which package will carry what no text can tell.

const RECORD = "RFC 8461 §3.1";
const POLICY = "RFC 8461 §3.2";
const MATCHING = "RFC 8461 §4.1";
const TLS_RPT = "RFC 8460 §3";

export const areas = [
  {
    title: "The `_mta-sts` record",
    rules: [
      { id: "T1", spec: RECORD, rule: "a TXT record at `_mta-sts` and the domain; CNAMEs are followed" },
      { id: "T2", spec: RECORD, rule: "ASCII, fields separated by semicolons" },
      {
        id: "T3",
        spec: RECORD,
        rule: "one field at least after the version, none empty, a last semicolon if you like",
      },
      { id: "T4", spec: RECORD, rule: "white space around semicolons and nowhere else" },
      { id: "T5", spec: RECORD, rule: "`v=STSv1` comes first, letter by letter" },
      { id: "T6", spec: RECORD, rule: "an id of 1 to 32 letters and digits" },
      { id: "T7", spec: RECORD, rule: "an id stands for one instance of the policy" },
      { id: "T8", spec: RECORD, rule: "other fields have a grammar and are ignored" },
      { id: "T9", spec: RECORD, rule: "the order of the fields behind the version says nothing" },
      { id: "T10", spec: POLICY, rule: "of a repeated field only the first counts" },
      { id: "T11", spec: RECORD, rule: "of several records, exactly one that begins with `v=STSv1;` must be left" },
      { id: "T12", spec: RECORD, rule: "the character-strings of a record are joined without spaces" },
      { id: "T13", spec: "RFC 8461 §9.2", rule: "only `v` and `id` are registered" },
    ],
  },
  {
    title: "The policy file",
    rules: [
      { id: "P1", spec: POLICY, rule: "served at `https://mta-sts.<domain>/.well-known/mta-sts.txt`" },
      { id: "P2", spec: POLICY, rule: "lines end with LF or CRLF, the last one if you like; no blank line" },
      { id: "P3", spec: POLICY, rule: "no white space before the colon, any behind it" },
      { id: "P4", spec: POLICY, rule: "keys and values are case-sensitive" },
      { id: "P5", spec: POLICY, rule: "version, mode and max_age are required, in any order" },
      { id: "P6", spec: POLICY, rule: "one mx at least unless the mode is none, one pattern in each line" },
      { id: "P7", spec: POLICY, rule: "max_age is 1 to 10 digits and at most 31557600" },
      { id: "P8", spec: POLICY, rule: "mx is a host name, or an asterisk, a dot and a host name" },
      { id: "P9", spec: POLICY, rule: "internationalised names are written in A-labels" },
      { id: "P10", spec: POLICY, rule: "the values of other keys are visible UTF-8 with inner spaces" },
      { id: "P11", spec: POLICY, rule: "other keys are ignored" },
      { id: "P12", spec: POLICY, rule: "of a repeated key but mx only the first counts" },
      { id: "P13", spec: POLICY, rule: "there are no comments and no byte order mark" },
      { id: "P14", spec: "RFC 8461 §3.3", rule: "senders may stop reading after 64 kilobytes" },
      { id: "P15", spec: "RFC 8461 §9.3", rule: "only version, mode, max_age and mx are registered" },
    ],
  },
  {
    title: "Matching MX hosts",
    rules: [
      { id: "M1", spec: MATCHING, rule: "the name in the MX record is compared, and one pattern suffices" },
      { id: "M2", spec: MATCHING, rule: "a pattern without a wildcard is the whole name, in any case" },
      { id: "M3", spec: MATCHING, rule: "a wildcard stands for exactly one label" },
      { id: "M4", spec: MATCHING, rule: "A-labels are compared, without the final dot of DNS" },
      { id: "M5", spec: MATCHING, rule: "a leading dot makes no pattern" },
      { id: "M6", spec: MATCHING, rule: "an asterisk is the whole first label or no pattern" },
      { id: "M7", spec: "RFC 7505 §3", rule: "a null MX and an address match nothing" },
      { id: "M8", spec: "RFC 5321 §5.1", rule: "without an MX record the domain is its own host" },
    ],
  },
  {
    title: "The `_smtp._tls` record",
    rules: [
      { id: "R1", spec: TLS_RPT, rule: "a TXT record at `_smtp._tls` and the domain" },
      { id: "R2", spec: TLS_RPT, rule: "`v=TLSRPTv1` comes first, letter by letter" },
      { id: "R3", spec: TLS_RPT, rule: "rua is required: URIs separated by commas" },
      { id: "R4", spec: TLS_RPT, rule: "commas, exclamation marks and semicolons of a URI are percent-encoded" },
      { id: "R5", spec: TLS_RPT, rule: "mailto and https are of use, other schemes are grammatical" },
      { id: "R6", spec: TLS_RPT, rule: "other fields have a grammar and are ignored" },
      { id: "R7", spec: TLS_RPT, rule: "of several records, exactly one that begins with `v=TLSRPTv1;` must be left" },
      { id: "R8", spec: TLS_RPT, rule: "a reporter may use every destination or only one" },
      { id: "R9", spec: TLS_RPT, rule: "nothing is said about a second rua" },
      { id: "R10", spec: "RFC 8460 §7", rule: "a destination in another domain needs no consent" },
      { id: "R11", spec: "RFC 8460 §5.3.1", rule: "how a reporter delivers a report", later: "a sender of reports" },
      { id: "R12", spec: TLS_RPT, rule: "a report by mail must be signed", later: "the analysis of reports" },
    ],
  },
];
