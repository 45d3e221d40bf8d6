import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { formatTlsRptRecord, parseTlsRptRecord, selectTlsRptRecord, usable } from "../src/tls-rpt-record";
import { hostileText, tlsRptRecord } from "./fixtures/arbitraries";
import { linesOf, valueOf } from "./fixtures/expect-issues";
import { tlsRptAnswerIssues, tlsRptRecordIssues } from "./fixtures/record-issues";
import { tlsRptRecordVectors } from "./fixtures/vectors";

const texts = tlsRptRecordVectors.filter(({ input }) => input !== undefined);
const answers = tlsRptRecordVectors.filter(({ rrset }) => rrset !== undefined);

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
    const start = performance.now();
    parseTlsRptRecord(text);
    usable({ rua: [text.slice(16)] });
    expect(performance.now() - start).toBeLessThan(4_000);
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

  it("leaves to the live check what needs a resolver", () => {
    const others = tlsRptRecordVectors.filter((vector) => !texts.includes(vector) && !answers.includes(vector));
    expect(others.map(({ name }) => name)).toEqual(["rr-old-name"]);
  });
});
