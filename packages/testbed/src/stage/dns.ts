import { createSocket } from "node:dgram";
import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import * as dns from "dns-packet";
import { answersFor, type DnsFault, type Zone } from "./zone.js";

/** A name server, and what it was asked. */
export interface StageDns {
  readonly address: string;
  readonly port: number;
  /** Every question, such as "TXT _mta-sts.example.com udp". */
  readonly asked: readonly string[];
  readonly stop: () => Promise<void>;
}

/** How the name server behaves. */
export interface StageDnsOptions {
  /** Milliseconds before every answer. */
  readonly delayMs: number;
  /** Whether it vouches for what it answers, as a resolver that validates DNSSEC does. */
  readonly isValidating: boolean;
}

const address = "127.0.0.1";
const codes = { NOERROR: 0, SERVFAIL: 2, NXDOMAIN: 3, REFUSED: 5 } as const;

export async function startDns(zone: Zone, { delayMs, isValidating }: StageDnsOptions): Promise<StageDns> {
  const asked: string[] = [];
  const open = new Set<Socket>();
  const replies = (message: Buffer, transport: "udp" | "tcp"): readonly Buffer[] => {
    const query = dns.decode(message);
    const [question] = query.questions ?? [];
    if (question === undefined) return [];
    asked.push(`${question.type} ${question.name} ${transport}`);
    const { fault } = answersFor(zone, question.name, question.type);
    return fault === undefined
      ? [encodeAnswer(zone, query, isValidating)]
      : faultyReplies(fault, { query, zone, transport, isValidating });
  };
  const tcp = createServer((socket) => {
    open.add(socket);
    socket.on("close", () => open.delete(socket)).on("error", () => socket.destroy());
    socket.once("data", (chunk) => {
      for (const reply of replies(chunk.subarray(2), "tcp")) {
        const length = Buffer.alloc(2);
        length.writeUInt16BE(reply.length);
        setTimeout(() => socket.write(Buffer.concat([length, reply])), delayMs);
      }
    });
  });
  tcp.listen(0, address);
  await once(tcp, "listening");
  const { port } = tcp.address() as AddressInfo;
  const udp = createSocket("udp4");
  udp.on("message", (message, peer) => {
    for (const reply of replies(message, "udp")) {
      setTimeout(() => {
        udp.send(reply, peer.port, peer.address);
      }, delayMs);
    }
  });
  udp.bind(port, address);
  await once(udp, "listening");
  return {
    address,
    port,
    asked,
    stop: async () => {
      const closed = Promise.all([once(udp, "close"), once(tcp, "close")]);
      udp.close();
      tcp.close();
      for (const socket of open) socket.destroy();
      await closed;
    },
  };
}

interface Fault {
  readonly query: dns.DecodedPacket;
  readonly zone: Zone;
  readonly transport: "udp" | "tcp";
  readonly isValidating: boolean;
}

function faultyReplies(fault: DnsFault, { query, zone, transport, isValidating }: Fault): readonly Buffer[] {
  const right = (): dns.Packet => dns.decode(encodeAnswer(zone, query, isValidating));
  switch (fault) {
    case "SERVFAIL":
    case "REFUSED":
      return [dns.encode({ ...reply(query), flags: dns.RECURSION_DESIRED | codes[fault] })];
    case "silent":
      return [];
    case "truncated":
      return [
        transport === "tcp" ? dns.encode(right()) : dns.encode({ ...reply(query), flags: dns.TRUNCATED_RESPONSE }),
      ];
    case "other-question":
      return [dns.encode({ ...right(), questions: [{ type: "TXT", name: "other.example" }] })];
    case "other-id":
      return [dns.encode({ ...right(), id: ((query.id ?? 0) + 1) % 0x10000 })];
    case "garbage":
      return [Buffer.from("this is no message of DNS")];
    case "flood":
      return [dns.encode({ ...reply(query), answers: flood(query, transport) })];
  }
}

function flood(query: dns.DecodedPacket, transport: "udp" | "tcp"): dns.Answer[] {
  const name = query.questions?.[0]?.name ?? "";
  return Array.from({ length: transport === "tcp" ? 1500 : 800 }, (_, i) => ({
    type: "TXT",
    name,
    ttl: 300,
    data: `v=STSv1; id=${i};`,
  }));
}

function encodeAnswer(zone: Zone, query: dns.DecodedPacket, isValidating: boolean): Buffer {
  const [question] = query.questions ?? [];
  const { exists, answers } = answersFor(zone, question?.name ?? "", question?.type ?? "");
  const code = exists || question?.name === "." ? codes.NOERROR : codes.NXDOMAIN;
  const isSigned = isValidating && (question?.name === "." || answers.length > 0);
  // Without that, a client takes an answer without records for one of a server that knows nothing of the name.
  const flags = code | dns.RECURSION_AVAILABLE | (isSigned ? dns.AUTHENTIC_DATA : 0);
  return dns.encode({ ...reply(query), flags, answers: [...answers] });
}

function reply(query: dns.DecodedPacket): dns.Packet {
  return { type: "response", id: query.id ?? 0, questions: query.questions ?? [] };
}
