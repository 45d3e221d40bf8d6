import { describe, expect, it } from "@jest/globals";
import { lookBeforeDeploying, type Ports } from "../src";
import { DOMAIN, POLICY, portsOf, type World } from "./harness/world";

const look = async (world: World = {}, more: Partial<Ports> = {}, timeoutMs = 2_000) =>
  await lookBeforeDeploying(DOMAIN, { ...portsOf(world), ...more }, { timeoutMs });

const tlsRpt = { texts: ["v=TLSRPTv1; rua=mailto:tls@reports.example"], aliases: [], ttl: 3600 };

/** What a port does that never comes back. */
async function never(): Promise<never> {
  return await new Promise<never>(() => undefined);
}

describe("lookBeforeDeploying", () => {
  it("sees MX records, announcement, name and policy", async () => {
    expect(
      await look({
        zone: { "mta-sts.bank.example": { cname: "d1.cloudfront.net" }, "d1.cloudfront.net": { a: ["192.0.2.1"] } },
      }),
    ).toEqual({
      mx: { isMissing: false, exchanges: ["mail.bank.example"], ttl: 300 },
      record: { texts: ["v=STSv1; id=1;"], aliases: [], ttl: 300 },
      name: { aliases: ["d1.cloudfront.net"], hasAddress: true },
      policy: { body: POLICY },
      tlsRpt,
    });
  });

  it("asks nobody for a policy host that is not announced", async () => {
    const fetchPolicy = (): never => {
      throw new Error("nobody may ask");
    };
    const seen = await look({ zone: { "_mta-sts.bank.example": null } }, { fetchPolicy, resolveAddress: fetchPolicy });
    expect(seen).toEqual({
      mx: { isMissing: false, exchanges: ["mail.bank.example"], ttl: 300 },
      record: { texts: [], aliases: [] },
      tlsRpt,
    });
  });

  it("connects to no mail host", async () => {
    const probeSmtp = (): never => {
      throw new Error("no mail host is contacted");
    };
    expect(await look({}, { probeSmtp })).toHaveProperty("policy.body");
  });

  it.each<[string, World, object]>([
    ["an answer other than 200", { web: { status: 404 } }, {}],
    ["a certificate that does not hold", { web: { kind: "certificate" } }, {}],
    ["too long a body", { web: { isTruncated: true } }, {}],
    ["a connection that fails", { web: { kind: "refused" } }, { unseen: "refused" }],
  ])("takes %s for what it is", async (_, world, policy) => {
    expect((await look(world)).policy).toEqual(policy);
  });

  it("tells a domain that is not there from one whose answer failed", async () => {
    expect((await look({ zone: { [DOMAIN]: { fault: "SERVFAIL" } } })).mx).toEqual({ unseen: "SERVFAIL" });
    const reply = { rcode: "NXDOMAIN", records: [], dnssec: "unknown" } as const;
    const gone = { resolveMx: async () => await Promise.resolve(reply) };
    expect((await look({}, gone)).mx).toEqual({ isMissing: true, exchanges: [] });
  });

  it("knows the texts of a wildcard, which stand at no name of their own", async () => {
    const resolveTxt: Ports["resolveTxt"] = async (name) =>
      await Promise.resolve({
        rcode: "NOERROR",
        dnssec: "unknown",
        records: [{ type: "data", name, ttl: 60, data: ["v=spf1 -all"] }],
      });
    const seen = await look({}, { resolveTxt });
    expect(seen.record).toEqual({ texts: ["v=spf1 -all"], aliases: [], ttl: 60, isWildcard: true });
    expect(seen.tlsRpt).toHaveProperty("isWildcard", true);
    expect(seen.policy).toBeUndefined();
  });

  it("never rejects and never takes longer than it may, whatever the ports do", async () => {
    const began = performance.now();
    const stuck = { resolveTxt: never, resolveMx: never, resolveAddress: never, fetchPolicy: never };
    const unseen = { unseen: "TIMEOUT" };
    expect(await look({}, stuck, 800)).toEqual({ mx: unseen, record: unseen, tlsRpt: unseen });
    expect(performance.now() - began).toBeLessThan(2_000);
    const failing = { resolveTxt: async () => await Promise.reject(new Error("no")) };
    expect((await look({}, failing)).record).toEqual({ unseen: "ERROR" });
  });
});
