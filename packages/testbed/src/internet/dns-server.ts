import { createSocket } from "node:dgram";
import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import * as dns from "dns-packet";
import { type Cloud } from "../cloud/cloud.js";
import { respond, type ResponseCode } from "./authority.js";

export interface Endpoint {
  readonly address: string;
  readonly port: number;
}

export interface NameServer extends Endpoint {
  readonly stop: () => Promise<void>;
}

const responseCodes: Readonly<Record<ResponseCode, number>> = { NOERROR: 0, NXDOMAIN: 3, REFUSED: 5 };
const address = "127.0.0.1";
const plainUdpOctets = 512;

/** Serves DNS over UDP and TCP on one loopback port. */
export async function startNameServer(cloud: Cloud): Promise<NameServer> {
  const open = new Set<Socket>();
  const tcp = createServer((socket) => {
    open.add(socket);
    socket.on("close", () => open.delete(socket)).on("error", () => socket.destroy());
    serveStream(cloud, socket);
  });
  tcp.listen(0, address);
  await once(tcp, "listening");
  const { port } = tcp.address() as AddressInfo;

  const udp = createSocket("udp4");
  udp.on("message", (message, peer) => {
    const reply = answerDatagram(cloud, message);
    if (reply !== undefined) udp.send(reply, peer.port, peer.address);
  });
  udp.bind(port, address);
  await once(udp, "listening");

  return {
    address,
    port,
    stop: async () => {
      const closed = Promise.all([once(udp, "close"), once(tcp, "close")]);
      udp.close();
      tcp.close();
      for (const socket of open) socket.destroy();
      await closed;
    },
  };
}

function answerDatagram(cloud: Cloud, message: Buffer): Buffer | undefined {
  const query = decoded(message);
  if (query === undefined) return undefined;
  const full = dns.encode(replyTo(cloud, query));
  return full.length <= acceptedOctets(query) ? full : dns.encode(truncated(query));
}

/** Each message on a TCP connection comes after its length in two octets. */
function serveStream(cloud: Cloud, socket: Socket): void {
  let pending = Buffer.alloc(0);
  socket.on("data", (chunk) => {
    pending = Buffer.concat([pending, chunk]);
    while (pending.length >= 2 && pending.length >= 2 + pending.readUInt16BE(0)) {
      const end = 2 + pending.readUInt16BE(0);
      const query = decoded(pending.subarray(2, end));
      pending = pending.subarray(end);
      if (query === undefined) socket.destroy();
      else socket.write(dns.streamEncode(replyTo(cloud, query)));
    }
  });
}

function decoded(message: Buffer): dns.DecodedPacket | undefined {
  try {
    return dns.decode(message);
  } catch {
    return undefined;
  }
}

function replyTo(cloud: Cloud, query: dns.DecodedPacket): dns.Packet {
  const [question] = query.questions ?? [];
  if (question === undefined) return reply(query, responseCodes.REFUSED);
  const { code, answers, authorities } = respond(cloud, question);
  const authoritative = code === "REFUSED" ? 0 : dns.AUTHORITATIVE_ANSWER;
  return { ...reply(query, responseCodes[code] | authoritative), answers: [...answers], authorities: [...authorities] };
}

function truncated(query: dns.DecodedPacket): dns.Packet {
  return reply(query, dns.AUTHORITATIVE_ANSWER | dns.TRUNCATED_RESPONSE);
}

function reply(query: dns.DecodedPacket, flags: number): dns.Packet {
  const { id = 0, questions = [] } = query;
  const asked = (query.flags ?? 0) & dns.RECURSION_DESIRED;
  return { type: "response", id, flags: flags | asked, questions };
}

function acceptedOctets(query: dns.DecodedPacket): number {
  const edns = (query.additionals ?? []).find((one): one is dns.OptAnswer => one.type === "OPT");
  return Math.max(plainUdpOctets, edns?.udpPayloadSize ?? plainUdpOctets);
}
