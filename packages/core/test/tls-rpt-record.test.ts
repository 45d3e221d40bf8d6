import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import {
  formatTlsRptRecord,
  parseTlsRptRecord,
  readTlsRptAnswer,
  readTlsRptFields,
  selectTlsRptRecord,
  usable,
} from "../src/tls-rpt-record";
import { hostileText, tlsRptRecord } from "./fixtures/arbitraries";
import { linesOf, valueOf } from "./fixtures/expect-issues";
import { tlsRptAnswerIssues, tlsRptRecordIssues } from "./fixtures/record-issues";
import { answerOf, tlsRptRecordVectors } from "./fixtures/vectors";
import { processorTime } from "./processor-time";

const texts = tlsRptRecordVectors.filter(({ input }) => input !== undefined);
const answers = tlsRptRecordVectors.filter(({ rrset }) => rrset !== undefined);
const queries = tlsRptRecordVectors.filter(({ zone }) => zone !== undefined);

describe("parseTlsRptRecord", () => {
  it.each(texts)("$name: $why", ({ input = "", valid, expect: wanted }) => {
    const result = parseTlsRptRecord(input);
    expect(result.ok).toBe(valid);
    if (result.ok) expect({ rua: result.value.rua, usable: usable(result.value) }).toEqual(wanted);
  });

  it.each(tlsRptRecordIssues)("says what is wrong, case %#", (text, issues) => {
    expect(linesOf(parseTlsRptRecord(text as string))).toEqual(issues);
  });

  it("never throws", () => {
    fc.assert(fc.property(fc.oneof(hostileText, fc.anything()), (text) => void parseTlsRptRecord(text as string)));
  });

  it.each([",", "a,", "mailto:a@b.example,", "!1", "%", ";rua=", "1"])("takes linear time: %j", (unit) => {
    const text = `v=TLSRPTv1; rua=${unit.repeat(1_048_576 / unit.length)}`;
    const spent = processorTime(() => {
      parseTlsRptRecord(text);
      usable({ rua: [text.slice(16)] });
    });
    expect(spent).toBeLessThan(4_000);
  });
});

describe("formatTlsRptRecord", () => {
  it("is undone by parseTlsRptRecord, and every destination can be used", () => {
    fc.assert(
      fc.property(tlsRptRecord, (record) => {
        expect(valueOf(parseTlsRptRecord(formatTlsRptRecord(record)))).toEqual(record);
        expect(usable(record)).toEqual(record.rua);
      }),
    );
  });
});

describe("selectTlsRptRecord", () => {
  it.each(answers)("$name: $why", ({ rrset = [], outcome, expect: wanted }) => {
    const selected = selectTlsRptRecord(rrset);
    expect(selected.outcome).toBe(outcome);
    if (selected.outcome === "record") {
      expect({ rua: selected.value.rua, usable: usable(selected.value) }).toEqual(wanted);
    }
  });

  it.each(tlsRptAnswerIssues)("says why, case %#", (rrset, issues) => {
    expect(linesOf(selectTlsRptRecord(rrset as readonly (readonly string[])[]))).toEqual(issues);
  });
});

describe("readTlsRptAnswer", () => {
  it.each(queries)("R1: $name: $why", (vector) => {
    expect(readTlsRptAnswer(answerOf(vector)).outcome).toBe(vector.outcome);
  });

  it("runs every vector that the other functions do not", () => {
    expect(texts.length + answers.length + queries.length).toBe(tlsRptRecordVectors.length);
  });

  it("never takes a failure for a record that is not there", () => {
    expect(readTlsRptAnswer({ query: "_smtp._tls.a.example", rcode: "TIMEOUT", records: [] }).outcome).toBe(
      "temperror",
    );
  });
});

describe("readTlsRptFields", () => {
  it("gives each destination with its place", () => {
    expect(readTlsRptFields("v=TLSRPTv1;rua=a:1 ,\tb:2;rua=c:3").rua).toEqual([
      { uri: "a:1", at: { line: 1, column: 16, offset: 15 } },
      { uri: "b:2", at: { line: 1, column: 22, offset: 21 } },
      { uri: "c:3", at: { line: 1, column: 30, offset: 29 } },
    ]);
  });
});

describe("the rules of RFC 8460 §3", () => {
  it.each([
    ["R2: the version in its case", "v=tlsrptv1; rua=mailto:a@b.example", "tlsrpt-version-invalid"],
    ["R2: the version first", "rua=mailto:a@b.example; v=TLSRPTv1", "tlsrpt-version-not-first"],
    ["R3: a destination is required", "v=TLSRPTv1; a=b", "tlsrpt-rua-missing"],
    ["R3: fields in any order", "v=TLSRPTv1; a=b; rua=mailto:a@b.example", undefined],
    ["R4: a URI has a scheme", "v=TLSRPTv1; rua=a@b.example", "tlsrpt-unsupported-scheme"],
    ["R4: no exclamation mark as it is", "v=TLSRPTv1; rua=mailto:a@b.example!10m", "tlsrpt-mailto-size-suffix"],
    ["R4: an equals sign is right", "v=TLSRPTv1; rua=https://b.example/?a=b", undefined],
    ["R4: percent-encoded", "v=TLSRPTv1; rua=https://b.example/%2C%21%3B", undefined],
    ["R6: extensions are ignored", "v=TLSRPTv1; rua=mailto:a@b.example; a=b", undefined],
    ["R6: and have a grammar", "v=TLSRPTv1; rua=mailto:a@b.example; a=b=c", "txt-extension-invalid"],
  ])("%s", (_, text, code) => {
    const result = parseTlsRptRecord(text);
    expect(result.ok ? undefined : result.issues[0]?.code).toBe(code);
  });

  it("R5: mailto and https can be used, all else is grammatical", () => {
    const rua = ["mailto:a@b.example", "https://b.example/", "http://b.example/", "tel:1"];
    expect(valueOf(parseTlsRptRecord(`v=TLSRPTv1; rua=${rua.join()}`))).toEqual({ rua });
    expect(usable({ rua })).toEqual(rua.slice(0, 2));
  });

  it("R7: one record must be left, its strings joined", () => {
    expect(selectTlsRptRecord([["v=TLSRPTv1; rua=mailto:a@b.exa", "mple"], ["v=TLSRPTv2;"]])).toMatchObject({
      value: { rua: ["mailto:a@b.example"] },
    });
    expect(selectTlsRptRecord([["v=TLSRPTv1;"], ["v=TLSRPTv1;"]]).outcome).toBe("none");
  });

  it("R9: all rua fields count, since nothing is said about a second one", () => {
    const text = "v=TLSRPTv1; rua=mailto:a@b.example; rua=mailto:c@b.example";
    expect(valueOf(parseTlsRptRecord(text)).rua).toHaveLength(2);
  });
});
