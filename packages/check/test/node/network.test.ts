import { setServers, getServers } from "node:dns";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { https, page, policyFor, startStage, starttls, type Stage } from "@mtasts/testbed/stage";
import { systemServers } from "../../src/node/dns-client";
import { checkOn, codesOf } from "../harness/stage-check";

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(async () => {
  await stage.stop();
});

describe("the request for a policy", () => {
  it("is one that a sender makes: SNI, the exact path, no compression and no condition", async () => {
    await stage.publish("request.example");
    const [right, wrong] = await Promise.all([
      stage.issue({ dnsNames: ["mta-sts.request.example"] }),
      stage.issue({ dnsNames: ["other.example"] }),
    ]);
    const requests: string[] = [];
    const tls = { keyPair: right, fallback: { host: "mta-sts.request.example", keyPair: wrong } };
    const answer = page({ body: policyFor("request.example") });
    const { address } = await stage.web(
      https(tls, (socket, request) => {
        requests.push(request);
        answer(socket, request);
      }),
    );
    stage.zone.set("mta-sts.request.example", { a: [address] });
    expect((await checkOn(stage, "request.example")).verdict).toBe("enforced");
    expect(requests).toHaveLength(1);
    const [line, ...headers] = (requests[0] ?? "").trimEnd().split("\r\n");
    expect(line).toBe("GET /.well-known/mta-sts.txt HTTP/1.1");
    expect(headers).toContain("Host: mta-sts.request.example");
    expect(headers).toContain("Accept-Encoding: identity");
    expect(headers.join("\n")).not.toMatch(/^(if-|range|cookie|authorization)/imu);
  });

  it("goes to the next address where one takes no connection", async () => {
    await stage.publish("next.example");
    const [address = ""] = stage.zone.find("mta-sts.next.example")?.a ?? [];
    const down = stage.freeAddress();
    stage.zone.set("mta-sts.next.example", { a: [down, address] });
    const { verdict, policy } = await checkOn(stage, "next.example");
    expect(verdict).toBe("enforced");
    expect(policy.attempts).toMatchObject([
      { address: down, outcome: "refused" },
      { address, outcome: "response" },
    ]);
  });

  it("goes to no other address once one has spoken", async () => {
    await stage.publish("spoken.example", { page: { status: 500 } });
    const [address = ""] = stage.zone.find("mta-sts.spoken.example")?.a ?? [];
    const keyPair = await stage.issue({ dnsNames: ["mta-sts.spoken.example"] });
    const other = await stage.web(https({ keyPair }, page({ body: policyFor("spoken.example") })));
    stage.zone.set("mta-sts.spoken.example", { a: [address, other.address] });
    expect((await checkOn(stage, "spoken.example")).verdict).toBe("broken");
    expect(other.connections()).toBe(0);
  });

  it("goes over both families", async () => {
    await stage.publish("six.example");
    const [address = ""] = stage.zone.find("mta-sts.six.example")?.a ?? [];
    const keyPair = await stage.issue({ dnsNames: ["mta-sts.six.example"] });
    const server = await stage.web(https({ keyPair }, page({ body: policyFor("six.example") })), "::1");
    stage.zone.set("mta-sts.six.example", { a: [address], aaaa: ["::1"] });
    const sound = await checkOn(stage, "six.example");
    expect(sound.policy.attempts.map(({ outcome }) => outcome)).toEqual(["response", "response"]);
    expect(sound.issues).toEqual([]);
    await server.stop();
    const broken = await checkOn(stage, "six.example");
    expect(broken.verdict).toBe("enforced");
    expect(codesOf(broken)).toEqual(["fetch-ipv6-broken"]);
  });
});

describe("names of DNS", () => {
  it("may be U-labels and upper case", async () => {
    await stage.publish("xn--bcher-kva.example");
    expect(await checkOn(stage, "BÜCHER.example")).toMatchObject({
      domain: "xn--bcher-kva.example",
      verdict: "enforced",
    });
  });

  it("lead along aliases, for the record, the host and TLS-RPT", async () => {
    await stage.publish("alias.example");
    for (const name of ["_mta-sts.alias.example", "mta-sts.alias.example", "_smtp._tls.alias.example"]) {
      stage.zone.set(`target.${name}`, stage.zone.find(name) ?? {});
      stage.zone.set(name, { cname: `target.${name}` });
    }
    const { verdict, record, policy, tlsRpt } = await checkOn(stage, "alias.example");
    expect(verdict).toBe("enforced");
    expect(record.aliases).toEqual(["target._mta-sts.alias.example"]);
    expect(policy.aliases).toEqual(["target.mta-sts.alias.example"]);
    expect(tlsRpt.outcome).toBe("record");
  });

  it("are vouched for by a resolver that validates, and only there", async () => {
    await stage.publish("plain.example");
    expect((await checkOn(stage, "plain.example")).record.dnssec).toBe("unknown");
    const validating = await startStage({ isValidating: true });
    await validating.publish("signed.example");
    validating.zone.delete("_smtp._tls.signed.example");
    const { record, tlsRpt } = await checkOn(validating, "signed.example");
    await validating.stop();
    expect([record.dnssec, tlsRpt.dnssec]).toEqual(["signed", "unsigned"]);
  });

  it("are asked of the servers of the system, whatever their form", () => {
    const before = getServers();
    setServers(["192.0.2.1", "192.0.2.2:5353", "[2001:db8::1]:54", "2001:db8::2"]);
    const servers = systemServers();
    setServers(before);
    expect(servers).toEqual([
      { address: "192.0.2.1", port: 53 },
      { address: "192.0.2.2", port: 5353 },
      { address: "2001:db8::1", port: 54 },
      { address: "2001:db8::2", port: 53 },
    ]);
  });
});

describe("port 25", () => {
  it("that is closed for every host is told once, and breaks nothing", async () => {
    await stage.publish("closed.example");
    const report = await checkOn(stage, "closed.example", { smtp: true });
    expect(report).toMatchObject({ verdict: "enforced", mx: { smtp: "blocked" } });
    expect(report.issues).toMatchObject([{ code: "smtp-blocked", severity: "info" }]);
  });

  it("that is closed for one host of two is that host's fault", async () => {
    await stage.publish("half.example");
    const { address } = await stage.mail(starttls({ keyPair: await stage.issue({ dnsNames: ["mail.half.example"] }) }));
    stage.zone.set("mail.half.example", { a: [address] });
    stage.zone.set("half.example", {
      mx: [
        [10, "mail.half.example"],
        [20, "down.half.example"],
      ],
    });
    stage.zone.set("down.half.example", { a: [stage.freeAddress()] });
    const report = await checkOn(stage, "half.example", { smtp: true });
    expect(report.mx.hosts.map(({ smtp }) => smtp?.outcome)).toEqual(["tls", "unreachable"]);
    expect(codesOf(report)).toEqual(["mx-not-covered", "mx-unreachable"]);
  });
});
