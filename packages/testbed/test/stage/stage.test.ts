import { Resolver } from "node:dns/promises";
import { connect } from "node:tls";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { startStage, type Stage } from "../../src/stage";

let stage: Stage;
let resolver: Resolver;
beforeAll(async () => {
  stage = await startStage();
  resolver = new Resolver({ timeout: 300, tries: 1 });
  resolver.setServers([`${stage.dns.address}:${stage.dns.port}`]);
});
afterAll(async () => {
  await stage.stop();
});

describe("the zone of a stage", () => {
  it("follows aliases and knows what does not exist", async () => {
    stage.zone.set("_mta-sts.a.example", { cname: "b.example" });
    stage.zone.set("b.example", { txt: [["v=STSv1;", " id=1;"]] });
    expect(await resolver.resolveTxt("_mta-sts.a.example")).toEqual([["v=STSv1;", " id=1;"]]);
    await expect(resolver.resolveTxt("a.example")).rejects.toMatchObject({ code: "ENODATA" });
    await expect(resolver.resolveTxt("c.example")).rejects.toMatchObject({ code: "ENOTFOUND" });
  });

  it("answers for a wildcard, but not beside or below a name that exists", async () => {
    stage.zone.set("*.wild.example", { txt: [["any"]] });
    stage.zone.set("own.wild.example", { a: ["127.0.0.1"] });
    expect(await resolver.resolveTxt("x.y.wild.example")).toEqual([["any"]]);
    await expect(resolver.resolveTxt("own.wild.example")).rejects.toMatchObject({ code: "ENODATA" });
    await expect(resolver.resolveTxt("x.own.wild.example")).rejects.toMatchObject({ code: "ENOTFOUND" });
  });

  it.each([
    ["SERVFAIL", "ESERVFAIL"],
    ["REFUSED", "EREFUSED"],
    ["silent", "ETIMEOUT"],
  ] as const)("fails with %s", async (fault, code) => {
    stage.zone.set("fault.example", { fault });
    await expect(resolver.resolveTxt("fault.example")).rejects.toMatchObject({ code });
  });

  it("answers over TCP what it truncates over UDP", async () => {
    stage.zone.set("long.example", { txt: [["text"]], fault: "truncated" });
    expect(await resolver.resolveTxt("long.example")).toEqual([["text"]]);
    expect(stage.dns.asked.slice(-2)).toEqual(["TXT long.example udp", "TXT long.example tcp"]);
  });
});

describe("a published domain", () => {
  it("serves its policy over TLS that the authority vouches for", async () => {
    await stage.publish("good.example");
    const [address = ""] = await resolver.resolve4("mta-sts.good.example");
    const servername = "mta-sts.good.example";
    const socket = connect({ host: address, port: stage.httpsPort, servername, ca: stage.caPem });
    socket.end("GET /.well-known/mta-sts.txt HTTP/1.1\r\nHost: mta-sts.good.example\r\n\r\n");
    let text = "";
    for await (const chunk of socket as AsyncIterable<Buffer>) text += chunk.toString();
    expect(text).toMatch(/^HTTP\/1\.1 200 .*mode: enforce\r\nmx: mail\.good\.example\r\n/su);
  });
});
