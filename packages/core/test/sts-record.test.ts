import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { formatStsRecord, parseStsRecord, readStsAnswer, readStsFields, selectStsRecord } from "../src/sts-record";
import { hostileText, policyId } from "./fixtures/arbitraries";
import { linesOf, valueOf } from "./fixtures/expect-issues";
import { stsAnswerIssues, stsRecordIssues } from "./fixtures/record-issues";
import { answerOf, stsRecordVectors } from "./fixtures/vectors";
import { processorTime } from "./processor-time";

const texts = stsRecordVectors.filter(({ input }) => input !== undefined);
const answers = stsRecordVectors.filter(({ rrset }) => rrset !== undefined);
const queries = stsRecordVectors.filter(({ zone, dnsError }) => zone !== undefined || dnsError !== undefined);

describe("parseStsRecord", () => {
  it.each(texts)("$name: $why", ({ input = "", valid, expect: wanted }) => {
    const result = parseStsRecord(input);
    if (valid) expect(result).toEqual({ ok: true, value: wanted, warnings: [] });
    else expect(result.ok).toBe(false);
  });

  it.each(stsRecordIssues)("says what is wrong, case %#", (text, issues) => {
    expect(linesOf(parseStsRecord(text as string))).toEqual(issues);
  });

  it("never throws", () => {
    fc.assert(fc.property(fc.oneof(hostileText, fc.anything()), (text) => void parseStsRecord(text as string)));
  });

  it.each([";", " ", "id=1;", "\\", "=", "é"])("takes linear time: %j", (unit) => {
    const spent = processorTime(() => {
      parseStsRecord(`v=STSv1;${unit.repeat(1_048_576 / unit.length)}`);
    });
    expect(spent).toBeLessThan(4_000);
  });
});

describe("formatStsRecord", () => {
  it("is undone by parseStsRecord", () => {
    fc.assert(
      fc.property(policyId, (id) => {
        expect(valueOf(parseStsRecord(formatStsRecord({ id })))).toEqual({ id });
      }),
    );
  });
});

describe("selectStsRecord", () => {
  it.each(answers)("$name: $why", ({ rrset = [], outcome, expect: wanted }) => {
    const selected = selectStsRecord(rrset);
    expect(selected.outcome).toBe(outcome);
    if (selected.outcome === "record") expect(selected.value).toEqual(wanted);
  });

  it.each(stsAnswerIssues)("says why, case %#", (rrset, issues) => {
    expect(linesOf(selectStsRecord(rrset as readonly (readonly string[])[]))).toEqual(issues);
  });
});

describe("readStsAnswer", () => {
  it.each(queries)("T1: $name: $why", (vector) => {
    const answered = readStsAnswer(answerOf(vector));
    expect(answered.outcome).toBe(vector.outcome);
    if (answered.outcome === "record") expect(answered.value).toEqual(vector.expect);
  });

  it("runs every vector that the other functions do not", () => {
    expect(texts.length + answers.length + queries.length).toBe(stsRecordVectors.length);
    expect(queries.length).toBeGreaterThan(3);
  });
});

describe("readStsFields", () => {
  it("gives the id that counts, beside everything else", () => {
    expect(readStsFields("v=STSv1 ; id=1; id=-").id).toBe("1");
    expect(readStsFields("v=STSv2; id=1")).toMatchObject({ id: undefined, fields: undefined, notes: [] });
  });
});

describe("the rules of RFC 8461 §3.1", () => {
  it.each([
    ["T2: only ASCII", "v=STSv1; id=1; note=caf\u00e9", "txt-non-ascii"],
    ["T3: one field at least", "v=STSv1;", "txt-id-missing"],
    ["T3: no empty field", "v=STSv1; id=1;;", "txt-empty-field"],
    ["T4: white space around semicolons", "v=STSv1;\t id=1 \t; ", undefined],
    ["T4: and nowhere else", "v=STSv1; id =1", "txt-extension-invalid"],
    ["T5: the version in its case", "v=stsv1; id=1", "txt-version-invalid"],
    ["T5: the version first", "id=1; v=STSv1", "txt-version-not-first"],
    ["T6: 32 letters and digits", `v=STSv1; id=${"aB3".repeat(10)}zz`, undefined],
    ["T6: not 33", `v=STSv1; id=${"a".repeat(33)}`, "txt-id-invalid"],
    ["T6: no hyphen", "v=STSv1; id=2024-01", "txt-id-invalid"],
    ["T8: extensions are ignored", "v=STSv1; id=1; a.b-c_d=~!@", undefined],
    ["T8: and have a grammar", "v=STSv1; id=1; _a=b", "txt-extension-invalid"],
    ["T9: any order", "v=STSv1; a=b; id=1", undefined],
  ])("%s", (_, text, code) => {
    const result = parseStsRecord(text);
    expect(result.ok ? undefined : result.issues[0]?.code).toBe(code);
  });

  it("T10: the first id counts", () => {
    expect(valueOf(parseStsRecord("v=STSv1; id=1; id=2"))).toEqual({ id: "1" });
  });

  it("T11: one record must be left, and it must be right", () => {
    expect(selectStsRecord([["v=STSv1; id=1"], ["v=STSv1; id=1"]]).outcome).toBe("none");
    expect(selectStsRecord([["v=STSv1; id=-"], ["v=STSv10; id=1"]]).outcome).toBe("none");
    expect(selectStsRecord([["v=STSv1; id=1"], ["v=STSv10; id=1"]]).outcome).toBe("record");
  });

  it("T12: strings are joined without spaces, wherever they part", () => {
    const text = "v=STSv1; id=20160831085700Z;";
    for (let i = 0; i <= text.length; i++) {
      expect(selectStsRecord([[text.slice(0, i), text.slice(i)]])).toMatchObject({ value: { id: "20160831085700Z" } });
    }
  });
});
