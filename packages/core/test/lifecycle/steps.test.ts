import { describe, expect, it } from "@jest/globals";
import { always, announceFirst, announceNext, moveHost, remove, type Step } from "../../src/lifecycle/steps";

const policy = { mode: "testing", mx: ["mail.example.com"], maxAge: 86_400 } as const;

function kindsOf(steps: readonly Step[]): readonly string[] {
  return steps.map(({ kind }) => kind);
}

describe("steps", () => {
  it("announce only what can be fetched", () => {
    const first = ["tlsrpt-record", "policy-host-certificate", "policy-file", "policy-host-dns", "verify-https"];
    expect(kindsOf(announceFirst(policy, "a1"))).toEqual([...first, "txt-record"]);
    expect(kindsOf(announceNext(policy, "a1"))).toEqual(["policy-file", "verify-https", "txt-record"]);
  });

  it("keep the old host for as long as its address is known", () => {
    expect(moveHost(policy, "a1", 300).at(-1)).toEqual({ kind: "policy-host-off", afterSeconds: always(300) });
  });

  it("take the record first and the host last", () => {
    expect(remove(7)).toEqual([
      { kind: "txt-record-off", notBefore: always(7) },
      { kind: "policy-host-dns-off" },
      { kind: "policy-host-off" },
    ]);
    expect(remove(undefined)[0]).toEqual({ kind: "txt-record-off" });
  });
});
