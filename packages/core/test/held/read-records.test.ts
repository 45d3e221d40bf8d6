import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { readRecords } from "../../src/held/read-records";
import { hostileText } from "../fixtures/arbitraries";

const STS = "v=STSv1; id=20190429T010101;";
const OWNER = "_mta-sts.bank.example";

/** What a person holds, by the tool that it is from; each holds the one record at its name. */
const NAMED: Readonly<Record<string, string>> = {
  dig: `; <<>> DiG 9.18.28 <<>> TXT _mta-sts.bank.example
;; global options: +cmd
;; Got answer:
;; ->>HEADER<<- opcode: QUERY, status: NOERROR, id: 4711
;; flags: qr rd ra; QUERY: 1, ANSWER: 1, AUTHORITY: 0, ADDITIONAL: 1

;; OPT PSEUDOSECTION:
; EDNS: version: 0, flags:; udp: 1232
;; QUESTION SECTION:
;_mta-sts.bank.example.		IN	TXT

;; ANSWER SECTION:
_mta-sts.bank.example.	300	IN	TXT	"v=STSv1; id=20190429T010101;"

;; Query time: 12 msec
;; SERVER: 127.0.0.53#53(127.0.0.53) (UDP)
`,
  drill: `;; ->>HEADER<<- opcode: QUERY, rcode: NOERROR, id: 1
;; QUESTION SECTION:
;; _mta-sts.bank.example.	IN	TXT

;; ANSWER SECTION:
_mta-sts.bank.example.	300	IN	TXT	"v=STSv1; id=20190429T010101;"
`,
  nslookup: `Server:		127.0.0.53
Address:	127.0.0.53#53

Non-authoritative answer:
_mta-sts.bank.example	text = "v=STSv1; id=20190429T010101;"

Authoritative answers can be found from:
`,
  "nslookup of Windows": `Server:  dns.google
Address:  8.8.8.8

Nicht autorisierende Antwort:
_mta-sts.bank.example	text =

	"v=STSv1; id="
	"20190429T010101;"
`,
  host: `_mta-sts.bank.example descriptive text "v=STSv1; id=20190429T010101;"\n`,
  "Resolve-DnsName": `
Name                                     Type   TTL   Section    Strings
----                                     ----   ---   -------    -------
_mta-sts.bank.example                    TXT    300   Answer     {v=STSv1; id=20190429T010101;}
`,
  "a zone file": `$ORIGIN bank.example.
$TTL 1h
@	IN SOA ns1 hostmaster ( 2026112801 ; serial
	7200 3600 1209600 300 )
	IN MX 10 mail
_mta-sts 300 IN TXT ( "v=STSv1; "   ; the version
	"id=20190429T010101;" )
mail A 192.0.2.1
`,
  "a zone file with escapes": String.raw`_mta-sts.bank.example. IN TXT v=STSv1\;\032id=20190429T010101\;`,
  "DNS over HTTPS at Google": `{"Status":0,"Answer":[{"name":"_mta-sts.bank.example.","type":16,"TTL":300,"data":"v=STSv1; id=20190429T010101;"}]}`,
  "DNS over HTTPS at Cloudflare": String.raw`{"Status":0,"Answer":[{"name":"_mta-sts.bank.example","type":16,"TTL":300,"data":"\"v=STSv1; id=\" \"20190429T010101;\""}]}`,
  "a list of records": `[{"name":"_mta-sts.bank.example","type":"TXT","value":"v=STSv1; id=20190429T010101;","ttl":300}]`,
  "a table of a page": "_mta-sts.bank.example TXT v=STSv1; id=20190429T010101;",
};

describe("readRecords: a record and its name", () => {
  it.each(Object.entries(NAMED))("out of %s", (_, text) => {
    const { records } = readRecords(text);
    expect(records.map(({ owner, text: value }) => ({ owner, value }))).toEqual([{ owner: OWNER, value: STS }]);
  });

  it.each(Object.entries(NAMED))("out of %s, with the line ends of Windows", (_, text) => {
    expect(readRecords(text.replaceAll("\n", "\r\n")).records).toEqual(readRecords(text).records);
  });
});

describe("readRecords: a value alone", () => {
  it.each([
    ["dig +short", `"${STS}"\n`],
    ["several character-strings", '"v=STSv1; id=2019" "0429T010101;"'],
    ["an alias in front", `_mta-sts.provider.example.\n"${STS}"\n`],
    ["escaped semicolons", String.raw`"v=STSv1\; id=20190429T010101\;"`],
    ["typographic quotes", `\u201c${STS}\u201d`],
    ["German quotes", `\u201e${STS}\u201c`],
    ["quotes of code", `\`${STS}\``],
    ["no quotes", STS],
    ["two lines of a panel", "v=STSv1;\nid=20190429T010101;"],
    ["a quote that never ends", `"${STS}`],
  ])("out of %s", (_, text) => {
    expect(readRecords(text).records.map(({ text: value }) => value)).toEqual([STS]);
  });

  it("keeps quotes that are part of the data", () => {
    expect(readRecords(String.raw`"\"v=STSv1; id=1;\""`).records[0]?.text).toBe('"v=STSv1; id=1;"');
  });
});

describe("readRecords", () => {
  it("keeps every record, where it stands, and its TTL", () => {
    const text = `_mta-sts.a.example. 1h30m IN TXT "v=STSv1; id=1;"\n\t60 IN TXT "v=STSv1; id=2;"\nb IN TXT "x"\n`;
    expect(readRecords(text).records).toEqual([
      { owner: "_mta-sts.a.example", ttl: 5_400, text: "v=STSv1; id=1;", line: 1 },
      { owner: "_mta-sts.a.example", ttl: 60, text: "v=STSv1; id=2;", line: 2 },
      { owner: "b", text: "x", line: 3 },
    ]);
  });

  it("tells aliases, also without a record", () => {
    const alias = { owner: "_mta-sts.a.example", target: "_mta-sts.b.example" };
    for (const text of [
      "_mta-sts.a.example. 300 IN CNAME _mta-sts.b.example.",
      "_mta-sts.a.example\tcanonical name = _mta-sts.b.example.",
      "_mta-sts.a.example is an alias for _mta-sts.b.example.",
      '{"Status":0,"Answer":[{"name":"_mta-sts.a.example.","type":5,"data":"_mta-sts.b.example."}]}',
    ]) {
      expect(readRecords(text)).toMatchObject({ records: [], aliases: [alias] });
    }
  });

  it.each([
    [";; ->>HEADER<<- opcode: QUERY, status: NXDOMAIN, id: 1", "NXDOMAIN"],
    ["** server can't find _mta-sts.a.example: NXDOMAIN", "NXDOMAIN"],
    ["*** dns.google can't find _mta-sts.a.example: Non-existent domain", "NXDOMAIN"],
    ["Host _mta-sts.a.example not found: 2(SERVFAIL)", "SERVFAIL"],
    ["_mta-sts.a.example has no TXT record", "no answer"],
    ['{"Status":3}', "NXDOMAIN"],
  ])("%j: tells why there is none", (text, rcode) => {
    expect(readRecords(text)).toMatchObject({ records: [], rcode });
  });

  it("knows that a zone file ends a record at a semicolon, and what was meant", () => {
    expect(readRecords("_mta-sts.a.example. IN TXT v=STSv1; id=1;").records).toEqual([
      { owner: "_mta-sts.a.example", text: "v=STSv1; id=1;", line: 1, isCut: true },
    ]);
  });

  it.each(["", "  \n\n", "hello", "{", "[1, null]", '{"Answer":7}', "(((", '"', "\\", "$ORIGIN", ";"])(
    "%j holds no record that says anything",
    (text) => {
      expect(readRecords(text).records.filter(({ text: value }) => value !== "")).toEqual([]);
    },
  );

  it("never throws, and keeps within its bound", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        readRecords(text);
      }),
    );
    expect(readRecords('"x"\n'.repeat(5_000)).records).toHaveLength(1_000);
  });
});
