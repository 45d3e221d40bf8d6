import { Resolver } from "node:dns/promises";
import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import * as dns from "dns-packet";
import { startTestbed, type Testbed } from "../../src/index.js";
import { text } from "../../src/cloud/value.js";
import { publish, zoneId } from "../harness.js";

let bed: Testbed;
let resolver: Resolver;

beforeAll(async () => {
  bed = await startTestbed({
    zones: [
      { id: zoneId, name: "example.com" },
      { id: "Z2", name: "sub.example.com" },
      { id: "Z3", name: "example.net" },
    ],
  });
  resolver = new Resolver({ timeout: 500, tries: 1 });
  resolver.setServers([`${bed.dns.address}:${bed.dns.port}`]);
});
afterAll(() => bed.stop());

const put = (name: string, type: string, values: readonly string[], zone = zoneId): void => {
  bed.cloud.route53.upsert(zone, { name, type, ttl: 60, values });
};

/** One question over TCP. */
async function askOverTcp(name: string, type: dns.RecordType): Promise<dns.DecodedPacket> {
  return await new Promise((resolve, reject) => {
    const socket = connect(bed.dns.port, bed.dns.address, () => {
      socket.write(
        dns.streamEncode({ type: "query", id: 7, flags: dns.RECURSION_DESIRED, questions: [{ name, type }] }),
      );
    });
    const chunks: Buffer[] = [];
    socket.on("error", reject).on("data", (chunk) => {
      chunks.push(chunk);
      const all = Buffer.concat(chunks);
      if (all.length < 2 || all.length < 2 + all.readUInt16BE(0)) return;
      socket.destroy();
      resolve(dns.decode(all.subarray(2)));
    });
  });
}

describe("the name server", () => {
  it("answers with the character-strings of a TXT record", async () => {
    put("_mta-sts.example.com", "TXT", ['"v=STSv1; " "id=1;"']);
    expect(await resolver.resolveTxt("_mta-sts.example.com")).toEqual([["v=STSv1; ", "id=1;"]]);
  });

  it("tells a missing name from a missing type", async () => {
    put("a.b.example.com", "A", ["192.0.2.1"]);
    await expect(resolver.resolve4("none.example.com")).rejects.toMatchObject({ code: "ENOTFOUND" });
    await expect(resolver.resolveTxt("a.b.example.com")).rejects.toMatchObject({ code: "ENODATA" });
    await expect(resolver.resolveTxt("b.example.com")).rejects.toMatchObject({ code: "ENODATA" });
    const { authorities = [] } = await askOverTcp("none.example.com", "A");
    expect(authorities).toMatchObject([{ type: "SOA", name: "example.com", ttl: 900 }]);
  });

  it("refuses names of other zones", async () => {
    await expect(resolver.resolve4("example.org")).rejects.toMatchObject({ code: "EREFUSED" });
  });

  it("lets the closest zone answer", async () => {
    put("x.sub.example.com", "A", ["192.0.2.1"]);
    await expect(resolver.resolve4("x.sub.example.com")).rejects.toMatchObject({ code: "ENOTFOUND" });
    put("x.sub.example.com", "A", ["192.0.2.2"], "Z2");
    expect(await resolver.resolve4("x.sub.example.com")).toEqual(["192.0.2.2"]);
  });

  it("follows a CNAME across its own zones", async () => {
    put("www.example.com", "CNAME", ["host.example.net."]);
    put("host.example.net", "A", ["192.0.2.3"], "Z3");
    expect(await resolver.resolve4("www.example.com")).toEqual(["192.0.2.3"]);
    expect(await resolver.resolveCname("www.example.com")).toEqual(["host.example.net"]);
  });

  it("answers for wildcards, MX and the apex", async () => {
    put("*.wild.example.com", "A", ["192.0.2.4"]);
    put("example.com", "MX", ["10 mail.example.com"]);
    expect(await resolver.resolve4("any.wild.example.com")).toEqual(["192.0.2.4"]);
    expect(await resolver.resolveMx("example.com")).toEqual([{ priority: 10, exchange: "mail.example.com" }]);
    expect(await resolver.resolveSoa("example.com")).toMatchObject({ nsname: "ns-1.awsdns-01.org", minttl: 86_400 });
  });

  it("truncates a long answer over UDP and gives it in full over TCP", async () => {
    put(
      "long.example.com",
      "TXT",
      Array.from({ length: 20 }, (_, i) => `"${String(i).padStart(200, "x")}"`),
    );
    expect((await askOverTcp("long.example.com", "TXT")).answers).toHaveLength(20);
    expect(await resolver.resolveTxt("long.example.com")).toHaveLength(20);
  });

  it("leads a distribution's name to the edge", async () => {
    const { distribution } = await publish(bed.cloud);
    const name = text(distribution.state, "domain_name");
    expect(await resolver.resolve4(name)).toEqual([bed.edges.cloudfront]);
    expect(await resolver.resolve4("mta-sts.example.com")).toEqual([bed.edges.cloudfront]);
    await expect(resolver.resolve4("dnone.cloudfront.net")).rejects.toMatchObject({ code: "ENOTFOUND" });
    const alias = { name, zoneId: "Z2FDTNDATAQYW2", evaluateTargetHealth: false };
    bed.cloud.route53.upsert(zoneId, { name: "alias.example.com", type: "A", values: [], alias });
    expect(await resolver.resolve4("alias.example.com")).toEqual([bed.edges.cloudfront]);
  });
});
