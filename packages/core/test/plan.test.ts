import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import type { MtaStsConfig } from "../src/config";
import { planDeployment } from "../src/plan";
import { parsePolicy } from "../src/policy";
import { policyId } from "../src/policy-id";
import { parseStsRecord } from "../src/sts-record";
import { parseTlsRptRecord } from "../src/tls-rpt-record";
import { destination, hostName, mxPattern } from "./fixtures/arbitraries";
import { configIssues } from "./fixtures/config-issues";
import { linesOf, valueOf } from "./fixtures/expect-issues";

const config = fc.record(
  {
    domain: hostName,
    mx: fc.array(mxPattern, { minLength: 1, maxLength: 6 }),
    mode: fc.constantFrom("testing" as const, "enforce" as const, "none" as const),
    maxAge: fc.integer({ min: 1, max: 31_000_000 }),
    longestMaxAge: fc.constant(31_557_600),
    revision: fc.nat(1_000),
    tlsRpt: fc.record({ rua: fc.oneof(destination, fc.array(destination, { minLength: 1, maxLength: 4 })) }),
  },
  { requiredKeys: ["domain", "mx", "longestMaxAge"] },
);

describe("planDeployment", () => {
  it("P1, T1, R1: plans everything that the internet must observe, at its URL and names", () => {
    const plan = planDeployment({
      domain: "Example.com",
      mode: "enforce",
      mx: ["mail.example.com", "*.Example.net"],
      tlsRpt: { rua: "mailto:tls-reports@example.org" },
    });
    const id = "3a36b56f663d63dd988cbc733aa4de00";
    const body = "version: STSv1\r\nmode: enforce\r\nmx: *.example.net\r\nmx: mail.example.com\r\nmax_age: 2419200\r\n";
    expect(plan).toEqual({
      ok: true,
      value: {
        claims: { longestMaxAge: 2_419_200 },
        domain: "example.com",
        policy: { mode: "enforce", mx: ["*.example.net", "mail.example.com"], maxAge: 2_419_200 },
        revision: 0,
        policyId: id,
        site: {
          host: "mta-sts.example.com",
          path: "/.well-known/mta-sts.txt",
          url: "https://mta-sts.example.com/.well-known/mta-sts.txt",
          body,
          headers: { "content-type": "text/plain", "cache-control": "no-store" },
          minTls: "1.2",
        },
        records: {
          sts: { name: "_mta-sts.example.com", type: "TXT", value: `v=STSv1; id=${id};`, ttl: 300 },
          tlsRpt: {
            name: "_smtp._tls.example.com",
            type: "TXT",
            value: "v=TLSRPTv1; rua=mailto:tls-reports@example.org",
            ttl: 300,
          },
        },
      },
      warnings: [],
    });
  });

  it.each([
    ["testing", 86_400],
    ["none", 86_400],
    ["enforce", 2_419_200],
  ] as const)("in mode %s keeps the policy for %d seconds by default", (mode, maxAge) => {
    const plan = valueOf(planDeployment({ domain: "example.com", mode, mx: ["mail.example.com"] }));
    expect(plan.policy.maxAge).toBe(maxAge);
  });

  it("adds the revision to the max age, so that the same content gets another id", () => {
    const base: MtaStsConfig = { domain: "example.com", mx: ["mail.example.com"] };
    const first = valueOf(planDeployment(base));
    const again = valueOf(planDeployment({ ...base, revision: 2 }));
    expect(again.policy.maxAge).toBe(first.policy.maxAge + 2);
    expect(again.revision).toBe(2);
    expect(again.policyId).not.toBe(first.policyId);
  });

  it("publishes each record with its TTL, and begins every wait with that of the announcement", () => {
    const config = {
      domain: "example.com",
      mx: ["mail.example.com"],
      mode: "none",
      noneSince: "2026-01-01T00:00:00Z",
      tlsRpt: { rua: "mailto:tls-reports@example.org" },
    } as const;
    const usual = valueOf(planDeployment(config));
    const changed = valueOf(planDeployment(config, { ttls: { sts: 604_800, tlsRpt: 3_600 } }));
    expect(changed.records).toMatchObject({ sts: { ttl: 604_800 }, tlsRpt: { ttl: 3_600 } });
    expect(changed.policyId).toBe(usual.policyId);
    expect(usual.retirement).toMatchObject({ waitSeconds: 2_419_500, removableFrom: "2026-01-29T00:05:00Z" });
    expect(changed.retirement).toMatchObject({ waitSeconds: 3_024_000, removableFrom: "2026-02-05T00:00:00Z" });
  });

  it("publishes no report record unless asked to", () => {
    const plan = valueOf(planDeployment({ domain: "example.com", mx: ["mail.example.com"] }));
    expect(Object.keys(plan.records)).toEqual(["sts"]);
  });

  it.each(configIssues)("says what is wrong, case %#", (input, issues) => {
    expect(linesOf(planDeployment(input as MtaStsConfig))).toEqual(issues);
  });

  it("plans only what the strict parsers read back, under the id of the very bytes", () => {
    fc.assert(
      fc.property(config, (input) => {
        const plan = valueOf(planDeployment(input));
        expect(valueOf(parsePolicy(plan.site.body))).toEqual(plan.policy);
        expect(plan.policyId).toBe(policyId(plan.site.body));
        expect(valueOf(parseStsRecord(plan.records.sts.value))).toEqual({ id: plan.policyId });
        if (plan.records.tlsRpt !== undefined) {
          const rua = input.tlsRpt?.rua ?? [];
          expect(valueOf(parseTlsRptRecord(plan.records.tlsRpt.value)).rua).toEqual([rua].flat());
        }
      }),
    );
  });

  it("plans the same for configurations that mean the same", () => {
    fc.assert(
      fc.property(config, (input) => {
        const other = { ...input, domain: input.domain.toUpperCase(), mx: [...input.mx, ...input.mx].reverse() };
        expect(valueOf(planDeployment(other))).toEqual(valueOf(planDeployment(input)));
      }),
    );
  });

  it("produces nothing that Terraform would take for a template", () => {
    fc.assert(
      fc.property(config, (input) => {
        expect(JSON.stringify(valueOf(planDeployment(input)))).not.toMatch(/[$%]\{/);
      }),
    );
  });

  it("never throws, and never plans what it could not check", () => {
    const junk = fc.oneof(fc.anything(), fc.array(fc.anything()), fc.string(), fc.double(), mxPattern);
    const hostile = fc.record(
      {
        domain: junk,
        mx: junk,
        mode: junk,
        maxAge: junk,
        revision: junk,
        mxMigration: fc.oneof(junk, fc.record({ to: junk, announcedSince: junk, movedSince: junk, mxTtl: junk })),
        longestMaxAge: junk,
        noneSince: junk,
        tlsRpt: fc.oneof(junk, fc.record({ rua: junk })),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.oneof(hostile, fc.anything()), (input) => {
        const plan = planDeployment(input as MtaStsConfig, { now: 1_793_534_400, allowDestroy: true });
        if (plan.ok) expect(parsePolicy(plan.value.site.body).ok).toBe(true);
        else expect(plan.issues.some(({ severity }) => severity === "error")).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });
});
