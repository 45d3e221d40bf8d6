import { describe, expect, it } from "@jest/globals";
import { lookBeforeDeploying, type CaaData, type DnsReply, type Ports, type ZonePorts } from "../../src";
import { DOMAIN, portsOf } from "../harness/world";

const missing = { rcode: "NXDOMAIN", records: [], dnssec: "unknown" } as const;
const answer = <Data>(name: string, ...data: readonly Data[]): DnsReply<Data> => ({
  rcode: "NOERROR",
  dnssec: "unknown",
  records: data.map((one) => ({ type: "data", name, ttl: 300, data: one })),
});
const alias = (name: string, target: string) => ({
  rcode: "NOERROR",
  dnssec: "unknown" as const,
  records: [{ type: "CNAME" as const, name, ttl: 300, target }],
});
const zone = { rcode: "NOERROR", name: DOMAIN, nameServers: ["ns1.example.net"], addresses: ["192.0.2.53"] };

const emptyZone: ZonePorts = {
  txt: async () => await Promise.resolve(missing),
  caa: async () => await Promise.resolve(missing),
  address: async () => await Promise.resolve({ ipv4: missing, ipv6: missing }),
  isZone: async () => await Promise.resolve(false),
};

async function look(direct: Partial<ZonePorts>, more: Partial<Ports> = {}) {
  const ports: Ports = {
    ...portsOf({ zone: { "_mta-sts.bank.example": null } }),
    resolveZone: async () => await Promise.resolve(zone),
    askZone: () => ({ ...emptyZone, ...direct }),
    ...more,
  };
  return await lookBeforeDeploying(DOMAIN, ports, { timeoutMs: 1_500, caa: true });
}

describe("the look at a zone", () => {
  it("finds what its own name servers hold, and asks no resolver for a policy host that may not exist", async () => {
    const resolveAddress = (): never => {
      throw new Error("no resolver may cache that the name does not exist");
    };
    const host = "mta-sts.bank.example";
    const seen = await look(
      {
        txt: async (name) => await Promise.resolve(name.startsWith("_") ? answer(name, [`v=${name}`]) : missing),
        address: async (name) =>
          await Promise.resolve(name === host ? { ipv4: alias(host, "D1.cloudfront.net."), ipv6: missing } : none),
        isZone: async (name) => await Promise.resolve(name === "_smtp._tls.bank.example"),
      },
      { resolveAddress },
    );
    expect(seen.zone).toEqual({
      name: DOMAIN,
      nameServers: ["ns1.example.net"],
      cuts: ["_smtp._tls.bank.example"],
      sts: { texts: ["v=_mta-sts.bank.example"], aliases: [], ttl: 300 },
      tlsRpt: { texts: ["v=_smtp._tls.bank.example"], aliases: [], ttl: 300 },
      host: { aliases: ["d1.cloudfront.net"], hasAddress: false },
    });
  });

  it("takes what a wildcard answers for nothing", async () => {
    const seen = await look({
      txt: async (name) => await Promise.resolve(answer(name, ["v=spf1 -all"])),
      address: async (name) => await Promise.resolve({ ipv4: answer(name, "192.0.2.1"), ipv6: missing }),
    });
    expect(seen.zone).toMatchObject({
      sts: { texts: [], aliases: [] },
      tlsRpt: { texts: [], aliases: [] },
      host: { aliases: [], hasAddress: false },
    });
  });

  it("leaves out what the name servers do not answer, and says where the zone is not known", async () => {
    const refused = { ...missing, rcode: "REFUSED" };
    const silent = await look({
      txt: async () => await Promise.reject(new Error("no")),
      address: async () => await Promise.resolve({ ipv4: refused, ipv6: refused }),
      isZone: async () => await Promise.resolve<boolean | undefined>(undefined),
    });
    expect(silent.zone).toEqual({ name: DOMAIN, nameServers: ["ns1.example.net"], cuts: [] });
    const lost = async () => await Promise.resolve({ rcode: "SERVFAIL", nameServers: [], addresses: [] });
    const unknown = await look({}, { resolveZone: lost });
    expect(unknown).toMatchObject({ zone: { unseen: "SERVFAIL" } });
    expect(unknown).not.toHaveProperty("caa");
  });
});

const none = { ipv4: missing, ipv6: missing };

describe("the look at CAA records", () => {
  const caa = (...issuers: readonly string[]) => issuers.map((value): CaaData => ({ tag: "issue", value }));
  const at =
    (sets: Readonly<Record<string, readonly CaaData[]>>): NonNullable<Ports["resolveCaa"]> =>
    async (name) =>
      await Promise.resolve(answer(name, ...(sets[name] ?? [])));

  it("climbs from the policy host to the closest name that has any", async () => {
    const resolveCaa = at({ "bank.example": caa("LetsEncrypt.org; validationmethods=dns-01", ";"), example: caa("x") });
    const parents = await look({}, { resolveCaa });
    expect(parents.caa).toEqual({ at: "bank.example", issuers: ["letsencrypt.org", ""] });
    const own = await look(
      { caa: async (name) => await Promise.resolve(answer(name, ...caa("amazon.com"))) },
      { resolveCaa },
    );
    expect(own.caa).toEqual({ at: "mta-sts.bank.example", issuers: ["amazon.com"] });
    expect((await look({}, { resolveCaa: at({}) })).caa).toEqual({ issuers: [] });
  });

  it("follows an alias of the policy host", async () => {
    const resolveCaa = at({ "bank.example": caa("x"), "host.example.net": caa("pki.goog") });
    const seen = await look(
      { caa: async (name) => await Promise.resolve(alias(name, "host.example.net")) },
      { resolveCaa },
    );
    expect(seen.caa).toEqual({ at: "host.example.net", issuers: ["pki.goog"] });
  });

  it("does not judge by a parent where a closer name did not answer", async () => {
    const resolveCaa = at({ "bank.example": caa("x") });
    const seen = await look(
      { caa: async () => await Promise.resolve({ ...missing, rcode: "TIMEOUT" }) },
      { resolveCaa },
    );
    expect(seen.caa).toEqual({ unseen: "TIMEOUT" });
  });
});
