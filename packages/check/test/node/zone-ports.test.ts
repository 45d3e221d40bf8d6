import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { startTestbed, type Testbed } from "@mtasts/testbed";
import { lookBeforeDeploying } from "../../src";
import { nodePorts } from "../../src/node";
import { zonePorts } from "../../src/node/zone-ports";

const signal = AbortSignal.timeout(20_000);

let bed: Testbed;
beforeAll(async () => {
  bed = await startTestbed({
    zones: [
      { id: "Z1", name: "example.com" },
      { id: "Z2", name: "_mta-sts.example.com" },
    ],
  });
  const { route53 } = bed.cloud;
  route53.upsert("Z1", { name: "mta-sts.example.com", type: "CNAME", ttl: 300, values: ["web.example.com"] });
  route53.upsert("Z1", { name: "web.example.com", type: "A", ttl: 300, values: ["192.0.2.1"] });
  route53.upsert("Z1", { name: "_smtp._tls.example.com", type: "TXT", ttl: 300, values: ['"v=TLSRPTv1; rua="'] });
  route53.upsert("Z1", { name: "example.com", type: "CAA", ttl: 300, values: ['0 issue "letsencrypt.org"'] });
});
afterAll(() => bed.stop());

describe("the ports to a zone", () => {
  it("ask a name server that was named for what it answers for itself", async () => {
    const { address, port } = bed.dns;
    const seen = await lookBeforeDeploying("example.com", nodePorts({ resolver: { address, port } }), { caa: true });
    expect(seen).toMatchObject({
      zone: {
        name: "example.com",
        nameServers: ["ns-1.awsdns-01.org", "ns-2.awsdns-02.co.uk"],
        cuts: ["_mta-sts.example.com"],
        tlsRpt: { texts: ["v=TLSRPTv1; rua="] },
        host: { aliases: ["web.example.com"] },
      },
      caa: { at: "example.com", issuers: ["letsencrypt.org"] },
    });
  });

  it("find the zone of a name below it", async () => {
    const { resolveZone } = zonePorts({ resolver: bed.dns });
    expect(await resolveZone("deep.below.example.com", signal)).toMatchObject({ name: "example.com", addresses: [] });
    expect(await resolveZone("example.net", signal)).toEqual({ rcode: "REFUSED", nameServers: [], addresses: [] });
  });

  it("connect to the zone's own name servers, and to none that is not public", async () => {
    const zone = { rcode: "NOERROR", name: "example.com", nameServers: [], addresses: ["127.0.0.1"] };
    const own = zonePorts({ allowPrivate: true, zonePort: bed.dns.port }).askZone(zone);
    expect(await own.txt("_smtp._tls.example.com", signal)).toMatchObject({ rcode: "NOERROR" });
    expect(await own.isZone("_mta-sts.example.com", signal)).toBe(true);
    expect(await own.isZone("mta-sts.example.com", signal)).toBe(false);
    const blocked = zonePorts({ zonePort: bed.dns.port }).askZone(zone);
    expect(await blocked.txt("_smtp._tls.example.com", signal)).toMatchObject({ rcode: "NOSERVER" });
    expect(await blocked.isZone("mta-sts.example.com", signal)).toBeUndefined();
  });
});
