import {
  lintPolicy,
  lintStsRecord,
  lintTlsRptRecord,
  parsePolicy,
  parseStsRecord,
  parseTlsRptRecord,
  readPolicy,
  readStsAnswer,
  recordsJson,
  selectStsRecord,
  usable,
  zoneText,
} from "@mtasts/core";
import { lintHeldRecords, meantAs, meantDomain, printable, readRecords } from "@mtasts/core/checking";
import { fixPolicy, fixStsRecord, fixTlsRptRecord } from "@mtasts/core/fix";
import { describe, expect, it, jest } from "@jest/globals";

jest.setTimeout(120_000);

type Reader = (text: string) => unknown;

/** A reader that no package exports. */
function internal(file: string, name: string): unknown {
  return jest.requireActual<Readonly<Record<string, unknown>>>(`../../packages/${file}`)[name];
}

const headerFaults = internal("check/src/judge/headers", "headerFaults") as (response: object) => unknown;
const domainsOf = internal("cli/src/domains", "domainsOf") as (io: object, args: readonly string[]) => Promise<unknown>;

/** Every reader of a text that a stranger has written. */
const readers: Readonly<Record<string, Reader>> = {
  parsePolicy,
  readPolicy,
  lintPolicy,
  fixPolicy,
  parseStsRecord: (text) => parseStsRecord(`v=STSv1;${text}`),
  parseTlsRptRecord: (text) => parseTlsRptRecord(`v=TLSRPTv1; rua=${text}`),
  lintStsRecord: (text) => lintStsRecord(`v=STSv1;${text}`),
  lintTlsRptRecord: (text) => lintTlsRptRecord(`v=TLSRPTv1; rua=${text}`),
  fixStsRecord,
  fixTlsRptRecord,
  selectStsRecord: (text) => selectStsRecord(Array.from(text).map((one) => [one, "v=spf1"])),
  readStsAnswer: (text) => readStsAnswer(aliases(text.length / 8)),
  usable: (text) => usable({ rua: ["mailto:", "https://", "x"].map((start) => start + text) }),
  zoneText: (text) => zoneText([{ name: "a.example", type: "TXT", value: text, ttl: 1 }], { origin: "example" }),
  recordsJson: (text) => recordsJson([{ name: "a.example", type: "TXT", value: text, ttl: 1 }]),
  printable,
  meantAs,
  meantDomain,
  readRecords,
  readRecordsQuoted: (text) => readRecords(`_mta-sts.a.example. IN TXT ( "${text}`),
  lintHeldRecords: (text) => lintHeldRecords("sts", readRecords(`"v=STSv1;${text}`)),
  headerFaults: (text) =>
    headerFaults({
      outcome: "response",
      address: "192.0.2.1",
      durationMs: 1,
      status: 200,
      headers: [
        ["content-type", `text/plain;${text}`],
        ["cache-control", text],
      ],
      body: new Uint8Array(),
      isTruncated: false,
    }),
  dnsNames: internal("check/src/node/tls-facts", "dnsNames") as Reader,
};

function aliases(length: number): Parameters<typeof readStsAnswer>[0] {
  const records = Array.from({ length }, (_, i) => ({ name: `a${i}`, type: "CNAME" as const, target: `a${i + 1}` }));
  return { query: "a0", rcode: "NOERROR", records: records.reverse() };
}

/** What texts are made of that have made readers slow. */
const units = [" ", "\t", "\\", '"', '" "', ";", "; a=b", ",", "mailto:a@b.example,", "!1", "0", "\r", "\n", "\r\n"];
const longer = [
  "mx: a.example\n",
  "- a\n",
  "a:",
  "charset=",
  "s-maxage ",
  "DNS:a, ",
  "*.",
  "a.",
  "\u009b",
  "\uFEFF",
  "\\;",
];

/** Characters; the larger text has twice as many, and still fewer than the readers' bound. */
const LENGTH = 15_000;

function cost(reader: Reader, text: string): number {
  const { user, system } = process.cpuUsage();
  reader(text);
  const after = process.cpuUsage();
  return (after.user - user + after.system - system) / 1_000;
}

/**
 * How many times as long twice the text takes, at best: what else runs only adds time. A reader that needs a few milliseconds for
 * the larger text is not worth a second look; were it quadratic, it would need far more.
 */
function growth(reader: Reader, unit: string): number {
  const small = unit.repeat(Math.ceil(LENGTH / unit.length));
  const large = small + small;
  let [one, two] = [Infinity, Infinity];
  for (let round = 0; round < 8; round++) {
    two = Math.min(two, cost(reader, large));
    if (two < 5) return 1;
    one = Math.min(one, cost(reader, small));
    if (two / one < MAX_GROWTH) return two / one;
  }
  return two / one;
}

/** Between the 2 of a linear reader and the 4 of a quadratic one. */
const MAX_GROWTH = 3;

describe("twice the text takes twice the time", () => {
  it.each(Object.keys(readers))("%s", (name) => {
    for (const unit of [...units, ...longer]) {
      expect({ unit, isLinear: growth(readers[name]!, unit) < MAX_GROWTH }).toEqual({ unit, isLinear: true });
    }
  });

  it("finds a reader that is quadratic", () => {
    const quadratic = (text: string): number => {
      let found = 0;
      for (let i = 0; i < text.length; i += 40) for (let j = 0; j < text.length; j++) found += text.charCodeAt(j);
      return found;
    };
    expect(growth(quadratic, " ")).toBeGreaterThan(MAX_GROWTH);
  });

  it("holds for a list of domains on standard input, however many lines it has", async () => {
    // eslint-disable-next-line @typescript-eslint/require-await -- standard input is a stream
    async function* stdin(): AsyncGenerator<Uint8Array> {
      yield new TextEncoder().encode("a.example # one\n".repeat(500_000));
    }
    expect(await domainsOf({ stdin: stdin() }, ["-"])).toEqual(["a.example"]);
  });
});
