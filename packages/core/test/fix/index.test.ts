import { afterAll, describe, expect, it, jest } from "@jest/globals";
import fc from "fast-check";
import { formatPolicy, parsePolicy, parseStsRecord, parseTlsRptRecord, readPolicy } from "../../src";
import * as fix from "../../src/fix";
import { fixCases } from "./cases";

const { fixPolicy, fixStsRecord, fixTlsRptRecord } = fix;

describe("@mtasts/core/fix", () => {
  it("exports exactly its public API", () => {
    expect(Object.keys(fix).sort()).toEqual(["fixPolicy", "fixStsRecord", "fixTlsRptRecord"]);
  });
});

/** Cases of each property: a hundred thousand in all, or ten million with `npm run fuzz:fix`. */
const numRuns = Math.ceil(Number(process.env["FIX_CASES"] ?? 100_000) / 3);
jest.setTimeout(Math.max(120_000, numRuns));

let valid = 0;
afterAll(() => {
  // Properties of texts that are never valid would hold of anything.
  expect(valid).toBeGreaterThan(numRuns / 10);
});

function holds(texts: fc.Arbitrary<string>, check: (text: string) => void): void {
  fc.assert(fc.property(texts, check), { numRuns });
}

function stsId(text: string): string | undefined {
  const record = parseStsRecord(text);
  return record.ok ? record.value.id : undefined;
}

function rua(text: string): string | undefined {
  const record = parseTlsRptRecord(text);
  return record.ok ? JSON.stringify([...new Set(record.value.rua)]) : undefined;
}

function policyOf(read: typeof parsePolicy, text: string): string | undefined {
  const policy = read(text);
  return policy.ok ? formatPolicy(policy.value) : undefined;
}

/** What was valid says the same afterwards, and a second time changes nothing. */
function expectKept(
  text: string,
  mend: (text: string) => { readonly text: string; readonly mends: readonly unknown[] },
  meanings: readonly ((text: string) => string | undefined)[],
): void {
  const fixed = mend(text);
  for (const meaning of meanings) {
    const before = meaning(text);
    if (before === undefined) continue;
    valid += 1;
    if (meaning(fixed.text) !== before) expect({ text, fixed: fixed.text, is: meaning(fixed.text) }).toEqual(before);
  }
  const again = mend(fixed.text);
  if (again.text !== fixed.text || again.mends.length > 0) expect({ text, again }).toBe(fixed.text);
  if ((fixed.text === text) !== (fixed.mends.length === 0)) expect({ text, mends: fixed.mends }).toBe(fixed.text);
}

describe("fixing keeps what is valid, and settles at once", () => {
  it("in announcements", () => {
    holds(fixCases.stsRecord, (text) => {
      expectKept(text, fixStsRecord, [stsId]);
    });
  });

  it("in records for reports", () => {
    holds(fixCases.tlsRptRecord, (text) => {
      expectKept(text, fixTlsRptRecord, [rua]);
    });
  });

  it("in policies", () => {
    holds(fixCases.policy, (text) => {
      expectKept(text, fixPolicy, [
        (one) => policyOf(parsePolicy, one),
        // The tolerant reader may refuse nothing that it has taken.
        (one) => policyOf(readPolicy, one),
      ]);
    });
  });
});
