import { describe, expect, it } from "@jest/globals";
import { policyId } from "../../src";
import { judgeIds } from "../../src/plan-check/judge-ids";
import { transitionOf } from "../../src/plan-check/judge-outcome";
import type { PolicyChange } from "../../src/plan-check/roles";

const text = "version: STSv1\r\nmode: enforce\r\nmx: mail.example.com\r\nmax_age: 604800\r\n";
const known = { domain: "example.com", present: undefined, deployed: undefined, isComplete: true };

function judged(oldId: string, newId: string): readonly string[] {
  const values = (id: string) => ({ name: "_mta-sts.example.com", records: [`v=STSv1; id=${id};`] });
  const file = { key: ".well-known/mta-sts.txt", content: text };
  const common = { domain: "example.com", type: "aws_x" } as const;
  const changes: readonly PolicyChange[] = [
    { ...common, address: "r", role: "announcement", action: "update", before: values(oldId), after: values(newId) },
    { ...common, address: "f", role: "file", action: "keep", before: file, after: file },
  ];
  return judgeIds(transitionOf({ ...known, changes })).map(({ code }) => code);
}

describe("judgeIds", () => {
  it("compares only where ids are made from the bytes", () => {
    expect(judged(policyId(text), "b2")).toEqual(["id-policy-mismatch"]);
    expect(judged("20250101", "20250102")).toEqual([]);
  });
});
