import { createSocket } from "node:dgram";
import { connect } from "node:net";
import type { ServerAddress } from "../options";
import { queryMessage, readResponse, refusesEdns, type Query, type QueryMessage, type Response } from "./dns-message";

/** An answer, or what kept it from coming. */
export type Exchanged = Response | { readonly failure: "TIMEOUT" | "UNREACHABLE" };

/** How long to wait, and what ends the wait earlier. */
export interface Patience {
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/**
 * Asks one server: over UDP from a port of its own, and over TCP where the answer did not fit. A server that refuses EDNS is asked
 * once more without it (RFC 6891 §6.2.2), within the same time.
 */
export async function exchange(
  server: ServerAddress,
  query: Query,
  { timeoutMs, signal }: Patience,
): Promise<Exchanged> {
  const patience = { timeoutMs, signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]) };
  const first = await askOnce(server, () => queryMessage(query), patience);
  return "rcode" in first && refusesEdns(first)
    ? await askOnce(server, () => queryMessage(query, false), patience)
    : first;
}

async function askOnce(server: ServerAddress, message: () => QueryMessage, patience: Patience): Promise<Exchanged> {
  const overUdp = await askOverUdp(server, message(), patience);
  return "isTruncated" in overUdp && overUdp.isTruncated ? await askOverTcp(server, message(), patience) : overUdp;
}

/** A stranger may flood the port; what does not fit the query is dropped, but not for ever. */
const MAX_STRAY_DATAGRAMS = 50;

async function askOverUdp(server: ServerAddress, message: QueryMessage, patience: Patience): Promise<Exchanged> {
  const socket = createSocket(server.address.includes(":") ? "udp6" : "udp4");
  return await settle(patience, (done) => {
    let strays = 0;
    socket.on("message", (bytes) => {
      const response = readResponse(bytes, message);
      if (response !== undefined) done(response);
      else if (++strays > MAX_STRAY_DATAGRAMS) done({ failure: "TIMEOUT" });
    });
    socket.on("error", () => {
      done({ failure: "UNREACHABLE" });
    });
    // A connected socket takes datagrams from that server only.
    socket.connect(server.port, server.address, () => {
      socket.send(message.bytes, (error) => {
        if (error !== null) done({ failure: "UNREACHABLE" });
      });
    });
    return () => {
      socket.close();
    };
  });
}

async function askOverTcp(server: ServerAddress, message: QueryMessage, patience: Patience): Promise<Exchanged> {
  const socket = connect(server.port, server.address);
  return await settle(patience, (done) => {
    const length = Buffer.alloc(2);
    length.writeUInt16BE(message.bytes.length);
    socket.write(Buffer.concat([length, message.bytes]));
    const chunks: Buffer[] = [];
    let received = 0;
    let wanted = 2;
    socket.on("data", (chunk) => {
      chunks.push(chunk);
      received += chunk.length;
      if (received < wanted) return;
      // Joined twice at most, once for the length and once for the message, so that small pieces cost no more than large ones.
      const pending = Buffer.concat(chunks);
      // RFC 1035 §4.2.2: the length stands in front, in two octets, which also bounds what is kept
      wanted = 2 + pending.readUInt16BE(0);
      if (received < wanted) return;
      const response = readResponse(pending.subarray(2, 2 + pending.readUInt16BE(0)), message);
      done(response ?? { failure: "UNREACHABLE" });
    });
    const fail = (): void => {
      done({ failure: "UNREACHABLE" });
    };
    socket.on("error", fail).on("close", fail);
    return () => {
      socket.destroy();
    };
  });
}

/** Runs until it is done, the time is over, or the signal says so; then closes what was opened. */
async function settle(
  { timeoutMs, signal }: Patience,
  run: (done: (result: Exchanged) => void) => () => void,
): Promise<Exchanged> {
  let close = (): void => undefined;
  const limit = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
  try {
    return await new Promise<Exchanged>((resolve) => {
      const giveUp = (): void => {
        resolve({ failure: "TIMEOUT" });
      };
      if (limit.aborted) giveUp();
      limit.addEventListener("abort", giveUp, { once: true });
      close = run(resolve);
    });
  } finally {
    close();
  }
}
