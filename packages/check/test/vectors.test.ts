import { describe, expect, it } from "@jest/globals";
import { checkDomain } from "../src";
import { certificateProblem } from "../src/certificate";
import { webOf, worldOf } from "./harness/vector-worlds";
import { certificateVectors, fetchVectors, txtVectors } from "./harness/vectors";
import { DAY_MS, DOMAIN, NOW, portsOf, tlsFacts } from "./harness/world";

const named = <T extends { readonly name: string }>(vectors: readonly T[]) =>
  vectors.map((one) => [one.name, one] as const);

describe("F3, F5: answers of the policy host", () => {
  it.each(named(fetchVectors))("%s", async (_name, vector) => {
    const { verdict, policy, issues } = await checkDomain(DOMAIN, portsOf({ web: webOf(vector) }));
    const isAccepted = vector.verdict !== "reject";
    expect(verdict).toBe(isAccepted ? "enforced" : "broken");
    expect(policy.resultType).toBe(isAccepted ? undefined : vector.resultType);
    expect(issues.map(({ code }) => code)).toEqual(expect.arrayContaining([...(vector.lint ?? [])]));
    const severities = issues.map(({ severity }) => severity);
    if (vector.verdict === "accept" && vector.lint === undefined && vector.bodyBytes === undefined) {
      expect(issues).toEqual([]);
    }
    if (vector.verdict === "warn") expect(severities).toContain("warning");
    if (isAccepted) expect(severities).not.toContain("error");
  });
});

describe("F1, A2: certificates", () => {
  it.each(named(certificateVectors))("%s", (_name, { host, certificate, verdict, role, resultType }) => {
    const { dnsNames, expired, notYetValid, trusted } = certificate;
    const facts = tlsFacts(
      {
        certificate: {
          names: dnsNames,
          validFrom: notYetValid ? NOW + DAY_MS : NOW - 90 * DAY_MS,
          validTo: expired ? NOW - DAY_MS : NOW + DAY_MS,
        },
        ...(trusted ? {} : { chainError: "DEPTH_ZERO_SELF_SIGNED_CERT" }),
      },
      host,
    );
    const problem = certificateProblem(facts, host, NOW);
    expect(problem === undefined).toBe(verdict === "accept");
    // A policy host has one result type for all of them.
    if (role === "mx") expect(problem?.resultType).toBe(resultType);
  });
});

describe("T1, T11, T12: answers of DNS", () => {
  it.each(named(txtVectors))("%s", async (_name, vector) => {
    const { domain, zone } = worldOf(vector);
    const { record, verdict } = await checkDomain(domain, portsOf({ zone }));
    expect(record.outcome).toBe(vector.outcome);
    expect(record.id).toBe(vector.expect?.id);
    if (vector.outcome === "temperror") expect(verdict).toBe("unknown");
    if (vector.outcome === "none") expect(["absent", "broken"]).toContain(verdict);
  });
});
