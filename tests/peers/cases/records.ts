import { type Case, published, withNames, withTxt } from "./case.js";

const record = "v=STSv1; id=20260101T000000;";

/** What DNS announces (RFC 8461 §3.1). */
export const recordCases: readonly Case[] = [
  {
    name: "nothing",
    about: "neither a record nor a policy host",
    publish: async (stage, domain) => {
      stage.zone.set(domain, { mx: [[10, `mail.${domain}`]] });
      await Promise.resolve();
    },
  },
  {
    name: "no-record",
    about: "a policy, but no record",
    publish: async (stage, domain) => {
      await stage.publish(domain);
      stage.zone.delete(`_mta-sts.${domain}`);
    },
  },
  withTxt("two-records", "two records", record, "v=STSv1; id=2;"),
  withTxt("unrelated-txt", "an unrelated TXT record beside it", record, "google-site-verification=abc"),
  withTxt("later-version", "`v=STSv10; id=2;` beside it", record, "v=STSv10; id=2;"),
  withNames("strings", "the record in three character-strings", () => ({
    "_mta-sts": { txt: [["v=STSv1; i", "d=20260101T", "000000;"]] },
  })),
  withNames("record-alias", "`_mta-sts` is an alias of a provider's record", (domain, stage) => {
    stage.zone.set(`${domain}.provider.example`, { txt: [[record]] });
    return { "_mta-sts": { cname: `${domain}.provider.example` } };
  }),
  withNames("record-alias-loop", "`_mta-sts` is an alias of itself, by way of another name", (domain) => ({
    "_mta-sts": { cname: `_mta-sts2.${domain}` },
    "_mta-sts2": { cname: `_mta-sts.${domain}` },
  })),
  withTxt("space-before-semicolon", "`v=STSv1 ; id=1`", "v=STSv1 ; id=1"),
  withTxt("space-at-end", "white space after the id, without a semicolon", "v=STSv1; id=1 "),
  withTxt("empty-field", "`v=STSv1;; id=1`", "v=STSv1;; id=1"),
  withTxt("no-id", "`v=STSv1;` and no id", "v=STSv1;"),
  withTxt("empty-id", "`id=` without a value", "v=STSv1; id=;"),
  withTxt("id-with-hyphen", "`id=2026-01-01`", "v=STSv1; id=2026-01-01;"),
  withTxt("long-id", "an id of 33 characters", `v=STSv1; id=${"a".repeat(33)};`),
  withTxt("duplicate-id", "`id=1; id=2`", "v=STSv1; id=1; id=2;"),
  withTxt("extension", "a field that nobody knows", "v=STSv1; id=1; a=b;"),
  withTxt("version-last", "`id=1; v=STSv1`", "id=1; v=STSv1"),
  withTxt("version-lower-case", "`v=stsv1; id=1`", "v=stsv1; id=1"),
  withTxt("quotes", "quotation marks in the data", `"${record}"`),
  withNames("servfail", "the query for the record fails with SERVFAIL", () => ({ "_mta-sts": { fault: "SERVFAIL" } })),
  withNames("refused", "the query for the record is refused", () => ({ "_mta-sts": { fault: "REFUSED" } })),
  withNames("silent", "no answer to the query for the record", () => ({ "_mta-sts": { fault: "silent" } })),
  withNames("truncated", "the record fits into TCP only", () => ({
    "_mta-sts": { txt: [[record]], fault: "truncated" },
  })),
  {
    ...published("stale-id", "another policy, and still the id of the one that they hold", () => ({
      id: "held",
    })),
    knownId: "held",
  },
];
