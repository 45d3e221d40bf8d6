import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { formatStsRecord, parseStsRecord, selectStsRecord } from "../src/sts-record";
import { hostileText, policyId } from "./fixtures/arbitraries";
import { linesOf, valueOf } from "./fixtures/expect-issues";
import { stsAnswerIssues, stsRecordIssues } from "./fixtures/record-issues";
import { stsRecordVectors } from "./fixtures/vectors";

const texts = stsRecordVectors.filter(({ input }) => input !== undefined);
const answers = stsRecordVectors.filter(({ rrset }) => rrset !== undefined);

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
    const start = performance.now();
    parseStsRecord(`v=STSv1;${unit.repeat(1_048_576 / unit.length)}`);
    expect(performance.now() - start).toBeLessThan(4_000);
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

  it("leaves to the live check what needs a resolver", () => {
    const others = stsRecordVectors.filter((vector) => !texts.includes(vector) && !answers.includes(vector));
    expect(others.map(({ name }) => name)).toEqual([
      "rr-nxdomain",
      "rr-timeout",
      "rr-cname-chain",
      "rr-cname-to-servfail",
    ]);
  });
});
