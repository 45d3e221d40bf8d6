import { encode } from "dns-packet";
import fc from "fast-check";
import { describe, expect, it } from "@jest/globals";
import { isWireName, queryMessage, readResponse } from "../../src/node/dns-message";
import { dnsNames } from "../../src/node/tls-facts";

const QUERY = { name: "_mta-sts.bank.example", type: "TXT" } as const;

/** An honest answer to the message. */
function answerTo(message: ReturnType<typeof queryMessage>): Buffer {
  return encode({
    type: "response",
    id: message.id,
    questions: [QUERY],
    answers: [
      { type: "CNAME", name: QUERY.name, ttl: 60, data: "a.example" },
      { type: "TXT", name: "a.example", ttl: 60, data: "v=STSv1; id=1;" },
    ],
  });
}

describe("readResponse", () => {
  it("takes an answer to the very question, in any case", () => {
    const message = queryMessage(QUERY);
    expect(readResponse(answerTo(message), message)).toMatchObject({ rcode: "NOERROR", answers: [{}, {}] });
    const shouted = encode({
      type: "response",
      id: message.id,
      questions: [{ type: "TXT", name: QUERY.name.toUpperCase() }],
    });
    expect(readResponse(shouted, message)).toMatchObject({ answers: [] });
  });

  it.each([
    ["a query", { type: "query" as const }],
    ["another id", { id: -1 }],
    ["another type", { questions: [{ type: "A" as const, name: QUERY.name }] }],
    ["another name", { questions: [{ type: "TXT" as const, name: "a.example" }] }],
    ["no question", { questions: [] }],
    ["two questions", { questions: [QUERY, QUERY] }],
    ["another class", { questions: [{ ...QUERY, class: "CH" as const }] }],
  ])("drops %s", (_what, change) => {
    const message = queryMessage(QUERY);
    const packet = { type: "response" as const, questions: [QUERY], ...change };
    const id = "id" in change ? (message.id + 1) % 0x10000 : message.id;
    expect(readResponse(encode({ ...packet, id }), message)).toBeUndefined();
  });

  it("asks with an id that nobody can guess, and for an answer that fits a packet", () => {
    const ids = new Set(Array.from({ length: 100 }, () => queryMessage(QUERY).id));
    expect(ids.size).toBeGreaterThan(90);
    expect(queryMessage(QUERY).bytes.includes(Buffer.from([0x04, 0xd0]))).toBe(true);
  });

  it("never throws and never hangs, whatever octets come", () => {
    const message = queryMessage(QUERY);
    const honest = answerTo(message);
    const changes = fc.array(fc.tuple(fc.nat(honest.length - 1), fc.nat(255)), { maxLength: 8 });
    fc.assert(
      fc.property(changes, (edits) => {
        const bytes = Buffer.from(honest);
        for (const [at, value] of edits) bytes[at] = value;
        readResponse(bytes, message);
        readResponse(bytes.subarray(0, bytes[0]), message);
      }),
      { numRuns: 3_000 },
    );
  });
});

describe("isWireName", () => {
  it.each([".", "a", "a.example", "x".repeat(63), `${"a.".repeat(126)}a`])("%s", (name) => {
    expect(isWireName(name)).toBe(true);
  });

  it.each(["", "a..example", ".example", "x".repeat(64), `${"a.".repeat(127)}a`, `${"é".repeat(40)}.example`])(
    "not %j",
    (name) => {
      expect(isWireName(name)).toBe(false);
    },
  );
});

describe("dnsNames", () => {
  it.each<readonly [string, readonly string[]]>([
    ["", []],
    ["DNS:a.example", ["a.example"]],
    ["DNS:a.example, DNS:*.b.example", ["a.example", "*.b.example"]],
    ["IP Address:192.0.2.1, DNS:a.example, email:x@y", ["a.example"]],
    ['DNS:"a.example, DNS:b.example"', []],
    ['DNS:"a\\", DNS:b.example", DNS:c.example', ["c.example"]],
    ['URI:"http://x/, DNS:b.example", DNS:c.example', ["c.example"]],
    ['othername:"x, DNS:b.example"', []],
    ["X400Name:<unsupported>, DNS:c.example", ["c.example"]],
    ['DNS:"never ends, DNS:b.example', []],
  ])("of %j", (text, names) => {
    expect(dnsNames(text)).toEqual(names);
  });

  it("takes a time that grows with the text and no faster", () => {
    const began = performance.now();
    dnsNames(`DNS:"${"\\\\".repeat(100_000)}`);
    dnsNames("DNS:".repeat(100_000));
    expect(performance.now() - began).toBeLessThan(1_000);
  });
});
