import type { Socket } from "node:net";
import { gzipSync } from "node:zlib";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { formatIssue } from "@mtasts/core";
import {
  https,
  page,
  policyFor,
  scripted,
  starttls,
  startStage,
  type Behaviour,
  type KeyPair,
  type Responder,
  type Stage,
} from "@mtasts/testbed/stage";
import { checkDomain, type CheckReport } from "../../src";
import { fetchPolicyGuarded, nodePorts } from "../../src/node";
import { checkOn, codesOf, stageOptions } from "../harness/stage-check";

const DOMAIN = "hostile.example";
const HOST = `mta-sts.${DOMAIN}`;
const TIMEOUT_MS = 500;

/** The check's own limit, the grace of its ports, and what a busy machine takes. */
const ENDS_WITHIN_MS = 3_000;

let stage: Stage;
let keyPair: KeyPair;
beforeAll(async () => {
  stage = await startStage();
  keyPair = await stage.issue({ dnsNames: [HOST] });
});
afterAll(async () => {
  await stage.stop();
});

let began: number;
let heapBefore: number;
beforeEach(async () => {
  await stage.publish(DOMAIN);
  heapBefore = process.memoryUsage().rss;
  began = performance.now();
});
afterEach(() => {
  expect(performance.now() - began).toBeLessThan(ENDS_WITHIN_MS);
  expect(process.memoryUsage().rss - heapBefore).toBeLessThan(150_000_000);
});

/** Writes the same again and again, as fast as the other side takes it. */
function pour(socket: Socket, text: string): void {
  const more = (): void => {
    while (!socket.destroyed && socket.write(text)) continue;
  };
  socket.on("drain", more);
  more();
}

/** Writes a little, now and then. */
function drip(socket: Socket, text: string, everyMs: number): void {
  const timer = setInterval(() => {
    if (socket.destroyed) clearInterval(timer);
    else socket.write(text);
  }, everyMs);
  socket.on("close", () => {
    clearInterval(timer);
  });
}

const OK = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n";

/** Over TLS that is as it should be: what is answered, the verdict, and what is told. */
const ANSWERS: readonly (readonly [what: string, respond: Responder, verdict: CheckReport["verdict"], code: string])[] =
  [
    ["silence", () => undefined, "broken", "fetch-slow"],
    [
      "slow headers",
      (socket) => {
        socket.write("HTTP/1.1 200 OK\r\n");
        drip(socket, "x: y\r\n", 20);
      },
      "broken",
      "fetch-slow",
    ],
    [
      "a slow body",
      (socket) => {
        socket.write(`${OK}\r\n`);
        drip(socket, "v", 20);
      },
      "broken",
      "fetch-slow",
    ],
    [
      "slow chunks",
      (socket) => {
        socket.write(`${OK}Transfer-Encoding: chunked\r\n\r\n`);
        drip(socket, "1\r\nv\r\n", 20);
      },
      "broken",
      "fetch-slow",
    ],
    [
      "headers without an end",
      (socket) => {
        socket.write("HTTP/1.1 200 OK\r\n");
        pour(socket, "x: yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy\r\n");
      },
      "broken",
      "fetch-http",
    ],
    [
      "one header without an end",
      (socket) => {
        socket.write("HTTP/1.1 200 OK\r\nx: ");
        pour(socket, "y".repeat(10_000));
      },
      "broken",
      "fetch-http",
    ],
    [
      "a body without an end",
      (socket) => {
        socket.write(`${OK}\r\n`);
        pour(socket, "x: y\r\n".repeat(10_000));
      },
      "broken",
      "fetch-size",
    ],
    [
      "chunks without an end",
      (socket) => {
        socket.write(`${OK}Transfer-Encoding: chunked\r\n\r\n`);
        pour(socket, `400\r\n${"y".repeat(1024)}\r\n`);
      },
      "broken",
      "fetch-size",
    ],
    [
      "informational answers without an end",
      (socket) => {
        pour(socket, "HTTP/1.1 103 Early Hints\r\nlink: </>\r\n\r\n");
      },
      "broken",
      // Whichever bound a machine reaches first: that of the size, or that of the time.
      "fetch-http|fetch-slow",
    ],
    [
      "a gzip bomb",
      page({
        headers: { "Content-Type": "text/plain", "Content-Encoding": "gzip" },
        body: gzipSync(Buffer.alloc(50_000_000)),
      }),
      "broken",
      "fetch-encoding",
    ],
    [
      "HTTP/0.9",
      (socket) => {
        socket.end(policyFor(DOMAIN));
      },
      "broken",
      "fetch-http",
    ],
    [
      "a line break in a header",
      (socket) => {
        socket.end(`${OK}Location: a\rSet-Cookie: b\r\nContent-Length: 0\r\n\r\n`);
      },
      "broken",
      "fetch-http",
    ],
    [
      "two lengths",
      (socket) => {
        socket.end(`${OK}Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello`);
      },
      "broken",
      "fetch-http",
    ],
    [
      "a body that is cut short",
      (socket) => {
        socket.end(`${OK}Content-Length: 1000\r\n\r\nversion: STSv1`);
      },
      "broken",
      "fetch-tls",
    ],
    [
      "a reset",
      (socket) => {
        socket.destroy();
      },
      "broken",
      "fetch-tls",
    ],
    [
      "a switch of protocols",
      (socket) => {
        socket.write("HTTP/1.1 101 Switching\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n");
      },
      "broken",
      "fetch-http",
    ],
    ["no bytes at all", page({}), "broken", "policy-missing-version"],
    ["a policy in UTF-16", page({ body: Buffer.from(policyFor(DOMAIN), "utf16le") }), "broken", "policy-invalid-line"],
  ];

describe("a hostile web server", () => {
  it.each(ANSWERS)("%s", async (_what, respond, verdict, code) => {
    const report = await checkAt(https({ keyPair }, respond));
    expect(report.verdict).toBe(verdict);
    expect(codesOf(report).filter((found) => code.split("|").includes(found))).toHaveLength(1);
  });

  const connections: readonly (readonly [what: string, behaviour: Behaviour, kind: string])[] = [
    ["takes the connection and is silent", () => undefined, "timeout"],
    [
      "cuts the connection",
      (socket) => {
        socket.resetAndDestroy();
      },
      "reset",
    ],
    [
      "answers TLS with HTTP",
      (socket) => {
        socket.end("HTTP/1.1 400 Bad Request\r\n\r\n");
      },
      "tls",
    ],
    [
      "answers TLS with noise",
      (socket) => {
        pour(socket, "\u0000\u0001\u0002\u0003".repeat(1_000));
      },
      "tls",
    ],
    [
      "drips what looks like a handshake",
      (socket) => {
        socket.write(Buffer.from([22, 3, 3, 0x3f, 0xff]));
        drip(socket, "\u0002", 20);
      },
      "timeout",
    ],
    [
      "stalls in the middle of the handshake",
      (socket) => {
        socket.once("data", () => {
          socket.write(Buffer.from([22, 3, 3, 0, 100, 2, 0]));
        });
      },
      "timeout",
    ],
    [
      "speaks TLS 1.1 only",
      (socket) => {
        https({ keyPair, maxVersion: "TLSv1.1" }, page({ body: policyFor(DOMAIN) }))(socket);
      },
      "tls",
    ],
  ];

  it.each(connections)("that %s", async (_what, behaviour, kind) => {
    const report = await checkAt(behaviour);
    expect(report).toMatchObject({ verdict: "broken", policy: { resultType: "sts-policy-fetch-error" } });
    expect(report.policy.attempts.map(({ outcome }) => outcome)).toEqual([kind]);
  });

  it("with a certificate of thousands of names", async () => {
    const dnsNames = Array.from({ length: 3_000 }, (_, i) => `host-${i}.example`);
    const report = await checkAt(https({ keyPair: await stage.issue({ dnsNames }) }, page({})));
    expect(report.verdict).toBe("broken");
    expect(report.policy.certificate?.names.length ?? 0).toBeLessThanOrEqual(100);
    expect(report.issues.map(formatIssue).join("\n").length).toBeLessThan(2_000);
  });

  it("with a name that tries to pass for two", async () => {
    const dnsNames = [`evil.example, DNS:${HOST}`];
    const report = await checkAt(
      https({ keyPair: await stage.issue({ dnsNames }) }, page({ body: policyFor(DOMAIN) })),
    );
    expect(report.policy).toMatchObject({ outcome: "failed", resultType: "sts-webpki-invalid" });
  });

  it("whose words would act on a terminal", async () => {
    const words = "\u001b[2J\u001b]0;owned\u0007\u009b31m\u202e";
    const body = `version: STSv1\r\nmode: ${words}\r\nmx: ${words}\r\n${words}: x\r\nmax_age: ${words}\r\n`;
    const headers = { "Content-Type": `text/${Buffer.from("\u009b31m", "latin1").toString("latin1")}` };
    const report = await checkAt(https({ keyPair }, page({ headers, body })));
    expect(report.verdict).toBe("broken");
    expect(report.issues.length).toBeGreaterThan(3);
    expect(report.issues.map(formatIssue).join("")).not.toMatch(/\p{C}|[^\P{Z} ]/u);
  });

  async function checkAt(behaviour: Behaviour): Promise<CheckReport> {
    const { address } = await stage.web(behaviour);
    stage.zone.set(HOST, { a: [address] });
    began = performance.now();
    return await checkOn(stage, DOMAIN, { timeoutMs: TIMEOUT_MS });
  }
});

describe("hostile DNS", () => {
  it.each([
    ["other-question", "TIMEOUT"],
    ["other-id", "TIMEOUT"],
    ["garbage", "TIMEOUT"],
    ["silent", "TIMEOUT"],
    ["SERVFAIL", "SERVFAIL"],
    ["REFUSED", "REFUSED"],
  ] as const)("%s is unknown", async (fault, rcode) => {
    stage.zone.set(`_mta-sts.${DOMAIN}`, { txt: [["v=STSv1; id=1;"]], fault });
    const { verdict, record } = await checkOn(stage, DOMAIN, { timeoutMs: TIMEOUT_MS });
    expect({ verdict, outcome: record.outcome, rcode: record.rcode }).toEqual({
      verdict: "unknown",
      outcome: "temperror",
      rcode,
    });
  });

  it("truncates, and is asked over TCP", async () => {
    stage.zone.set(`_mta-sts.${DOMAIN}`, { txt: [["v=STSv1; id=1;"]], fault: "truncated" });
    expect((await checkOn(stage, DOMAIN)).record.id).toBe("1");
  });

  it("answers with thousands of records", async () => {
    stage.zone.set(`_mta-sts.${DOMAIN}`, { fault: "flood" });
    const { verdict, record } = await checkOn(stage, DOMAIN);
    expect(verdict).toBe("broken");
    expect(record.texts.length).toBe(200);
  });

  it("leads in a circle", async () => {
    stage.zone.set(`_mta-sts.${DOMAIN}`, { cname: `b.${DOMAIN}` });
    stage.zone.set(`b.${DOMAIN}`, { cname: `_mta-sts.${DOMAIN}` });
    const { verdict, record } = await checkOn(stage, DOMAIN);
    expect({ verdict, outcome: record.outcome }).toEqual({ verdict: "unknown", outcome: "temperror" });
  });

  it("names MX hosts that are no names", async () => {
    const exchanges = ["a b.example", "\u001b[2J.example", `${"x".repeat(60)}.example`, "127.0.0.1", "-.example"];
    stage.zone.set(DOMAIN, { mx: exchanges.map((exchange, i) => [i, exchange] as const) });
    const report = await checkOn(stage, DOMAIN, { smtp: true, timeoutMs: TIMEOUT_MS });
    expect(report.mx.hosts).toHaveLength(exchanges.length);
    expect(codesOf(report)).toContain("mx-none-covered");
    expect(report.issues.map(formatIssue).join("")).not.toMatch(/\p{C}/u);
  });
});

describe("the guard against private addresses", () => {
  const own = ["127.0.0.1", "::1", "::ffff:127.0.0.1", "169.254.169.254", "10.0.0.1"];

  it.each(own)("connects to no %s", async (address) => {
    let connections = 0;
    const server = await stage.web(() => (connections += 1), "127.0.0.1");
    stage.zone.set(HOST, address.includes(":") ? { aaaa: [address] } : { a: [address] });
    const ports = nodePorts({ ...stageOptions(stage), allowPrivate: false });
    const report = await checkDomain(DOMAIN, ports, { smtp: true, timeoutMs: TIMEOUT_MS });
    await server.stop();
    expect(connections).toBe(0);
    expect(report.policy).toMatchObject({ outcome: "failed", attempts: [{ outcome: "blocked-address" }] });
    expect(codesOf(report)).toEqual(expect.arrayContaining(["fetch-host-address", "mx-host-address"]));
  });

  it("holds for a fetch by itself", async () => {
    const { resolver, ...rest } = stageOptions(stage);
    const guarded = await fetchPolicyGuarded(DOMAIN, { ...rest, ...(resolver && { resolver }), allowPrivate: false });
    expect(guarded.attempts).toMatchObject([{ outcome: "failure", kind: "blocked-address" }]);
    expect(await fetchPolicyGuarded(DOMAIN, stageOptions(stage))).toMatchObject({ attempts: [{ status: 200 }] });
  });

  it("connects to the address that was vetted, and looks the name up once", async () => {
    await checkOn(stage, DOMAIN);
    const before = stage.dns.asked.length;
    await checkOn(stage, DOMAIN);
    const asked = stage.dns.asked.slice(before).filter((question) => question.includes(` ${HOST} `));
    expect(asked.sort()).toEqual([`A ${HOST} udp`, `AAAA ${HOST} udp`]);
  });
});

describe("a hostile mail server", () => {
  const STARTTLS = "250-mail.example\r\n250 STARTTLS\r\n";

  const servers: readonly (readonly [what: string, behaviour: Behaviour, outcome: string])[] = [
    ["is silent", () => undefined, "smtp-error"],
    [
      "greets without an end",
      (socket) => {
        pour(socket, "220-hello\r\n".repeat(1_000));
      },
      "smtp-error",
    ],
    [
      "greets on one line without an end",
      (socket) => {
        socket.write("220 ");
        pour(socket, "x".repeat(10_000));
      },
      "smtp-error",
    ],
    [
      "drips its greeting",
      (socket) => {
        drip(socket, "2", 20);
      },
      "smtp-error",
    ],
    [
      "closes the connection",
      (socket) => {
        socket.end();
      },
      "smtp-error",
    ],
    ["speaks HTTP", scripted("HTTP/1.1 400 Bad Request\r\n\r\n", []), "smtp-error"],
    ["refuses", scripted("554 no\r\n", []), "smtp-error"],
    [
      "names extensions without an end",
      (socket) => {
        socket.write("220 hi\r\n");
        socket.once("data", () => {
          pour(socket, "250-X\r\n".repeat(1_000));
        });
      },
      "smtp-error",
    ],
    ["offers no STARTTLS", scripted("220 hi\r\n", ["250 mail.example\r\n"]), "no-starttls"],
    [
      "offers what only looks like STARTTLS",
      scripted("220 hi\r\n", ["250-mail.example\r\n250 XSTARTTLS\r\n"]),
      "no-starttls",
    ],
    ["refuses STARTTLS", scripted("220 hi\r\n", [STARTTLS, "454 not now\r\n"]), "no-starttls"],
    [
      "sends plain text behind its answer to STARTTLS",
      scripted("220 hi\r\n", [STARTTLS, "220 go\r\n250 injected\r\n"]),
      "injection",
    ],
    [
      "says STARTTLS and speaks no TLS",
      scripted("220 hi\r\n", [STARTTLS, "220 go\r\n", "500 what?\r\n"]),
      "tls-failed",
    ],
    [
      "speaks TLS 1.1 only",
      (socket) => {
        starttls({ keyPair, maxVersion: "TLSv1.1" })(socket);
      },
      "tls-version",
    ],
    ["says STARTTLS and is silent", scripted("220 hi\r\n", [STARTTLS, "220 go\r\n"]), "tls-failed"],
  ];

  it.each(servers)("that %s", async (_what, behaviour, outcome) => {
    const { address } = await stage.mail(behaviour);
    stage.zone.set(`mail.${DOMAIN}`, { a: [address] });
    const { mx, verdict } = await checkOn(stage, DOMAIN, { smtp: true, timeoutMs: TIMEOUT_MS });
    expect(mx.hosts[0]?.smtp?.outcome).toBe(outcome);
    expect(mx.smtp).toBe("done");
    expect(verdict).toBe("enforced");
  });

  it("whose words would act on a terminal", async () => {
    const { address } = await stage.mail(scripted("220 \u001b[2J\r\n", ["250 \u001b[2J\r\n"]));
    stage.zone.set(`mail.${DOMAIN}`, { a: [address] });
    const { issues } = await checkOn(stage, DOMAIN, { smtp: true });
    expect(issues.map(formatIssue).join("")).not.toMatch(/\p{C}/u);
  });
});
