import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";
import { decode, encode, type Answer, type DecodedPacket, type Packet } from "dns-packet";
import { afterEach, describe, expect, it } from "@jest/globals";
import { dnsClient } from "../../src/node/dns-client";

const NAME = "_mta-sts.bank.example";
const TEXT = "v=STSv1; id=1;";

/** What a server says to a query with EDNS, and to one without it. */
type Answering = (query: DecodedPacket, hasEdns: boolean) => Partial<Packet> & { readonly rcode?: number };

let server: Socket;
afterEach(() => {
  server.close();
});

/** A name server that answers in its own way, and the queries for the record that it saw. */
async function serve(answering: Answering) {
  const seen: boolean[] = [];
  server = createSocket("udp4");
  server.on("message", (bytes, { port, address }) => {
    const query = decode(bytes);
    const hasEdns = (query.additionals ?? []).some(({ type }) => type === "OPT");
    if (query.questions?.[0]?.type === "TXT") seen.push(hasEdns);
    const { rcode = 0, ...answer } = answering(query, hasEdns);
    const packet = { type: "response" as const, id: query.id!, flags: rcode, questions: query.questions!, ...answer };
    server.send(encode(packet), port, address);
  });
  server.bind(0, "127.0.0.1");
  await once(server, "listening");
  const ask = dnsClient({ address: "127.0.0.1", port: server.address().port });
  const read = (answer: Answer): string => (answer.type === "TXT" ? [answer.data].flat().join("") : "");
  return { seen, ask: () => ask({ name: NAME, type: "TXT", read }, AbortSignal.timeout(5_000)) };
}

const found: Partial<Packet> = { answers: [{ type: "TXT", name: NAME, ttl: 60, data: TEXT }] };
const badVersion = {
  type: "OPT" as const,
  name: ".",
  udpPayloadSize: 512,
  extendedRcode: 1,
  ednsVersion: 0,
  flags: 0,
  flag_do: false,
  options: [],
};

describe("a server without EDNS", () => {
  it.each<[string, ReturnType<Answering>]>([
    ["FORMERR", { rcode: 1 }],
    ["FORMERR, and repeats no question", { rcode: 1, questions: [] }],
    ["NOTIMP", { rcode: 4 }],
    ["BADVERS", { additionals: [badVersion] }],
  ])("that says %s is asked once more without it", async (_, refusal) => {
    const { ask, seen } = await serve((_query, hasEdns) => (hasEdns ? refusal : found));
    expect(await ask()).toMatchObject({ rcode: "NOERROR", records: [{ data: TEXT }] });
    expect(seen).toEqual([true, false]);
  });

  it("that refuses both is not asked for ever", async () => {
    const { ask, seen } = await serve(() => ({ rcode: 1 }));
    expect(await ask()).toMatchObject({ rcode: "FORMERR", records: [] });
    expect(seen).toEqual([true, false]);
  });

  it("is no reason to ask others twice", async () => {
    const { ask, seen } = await serve(() => ({ rcode: 2 }));
    expect(await ask()).toMatchObject({ rcode: "SERVFAIL" });
    expect(seen).toEqual([true]);
  });
});
