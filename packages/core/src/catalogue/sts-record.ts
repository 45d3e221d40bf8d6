import { error, warning, type CatalogueEntry } from "./entry";

const STS_RECORD = "RFC 8461 §3.1";

/** The `_mta-sts` record; its grammar, and so most of these codes, holds for TLS-RPT too. */
export const stsRecordIssues = {
  "txt-missing": warning("there is no MTA-STS record", "publish the policy file, then this record", STS_RECORD),
  "txt-multiple-records": error(
    "senders see several MTA-STS records and act as if there were none",
    "delete all but one",
    STS_RECORD,
  ),
  "txt-unrelated-records": warning(
    "other TXT records share the name, and some senders want exactly one",
    "remove them",
    STS_RECORD,
  ),
  "txt-spf-at-name": error(
    "an SPF record stands at the name",
    "remove it: a wildcard record or a wrong name has put it there",
    STS_RECORD,
  ),
  "txt-dns-error": error(
    "the DNS query failed, so it is not known whether there is a record",
    "ask again later, and keep a policy that is in a cache",
    "RFC 8461 §3.3",
  ),
  "txt-wrong-owner": error("senders look for the record at another name", "move the record", STS_RECORD),
  "txt-ttl-long": warning(
    "a change and a roll-back are seen only after one TTL",
    "write 3600 or less, such as 300",
    "RFC 8461 §8.1",
  ),
  "txt-duplicate-key": error(
    "the name stands in an earlier field already, and senders differ in which one counts",
    "remove one of the fields",
    "RFC 8461 §3.2",
  ),
  "txt-unknown-key": warning(
    "senders ignore a field that is not registered, and some checkers refuse it",
    "remove it",
    "RFC 8461 §9.2",
  ),
  "txt-space-before-semicolon": warning(
    'some senders look for "v=STSv1;" without a space',
    "remove the space before the semicolon",
    STS_RECORD,
  ),
  "txt-version-not-first": error("record must begin with its version", 'begin with "v=STSv1;"', STS_RECORD),
  "txt-version-invalid": error("version must be exactly v=STSv1", 'begin with "v=STSv1;"', STS_RECORD),
  "txt-id-missing": error("id is missing", 'add "id=" and the id', STS_RECORD),
  "txt-id-invalid": error("id must be 1 to 32 letters and digits", "derive it from a hash of the policy", STS_RECORD),
  "txt-extension-invalid": error("field is no name=value of printable ASCII", "correct or remove it", STS_RECORD),
  "txt-empty-field": error("empty field", "remove the second semicolon", STS_RECORD),
  "txt-trailing-whitespace": error("white space at the end of the record", "remove it", STS_RECORD),
  "txt-quotes-in-data": error(
    "quotation marks are part of the data",
    "remove them: they were added once too often",
    STS_RECORD,
  ),
  "txt-escaped-semicolon": error(
    'semicolon is escaped as "\\;"',
    "remove the backslash: it belongs to zone files only",
    STS_RECORD,
  ),
  "txt-non-ascii": error("record must be ASCII", "type it anew", STS_RECORD),
} as const satisfies Readonly<Record<string, CatalogueEntry>>;
