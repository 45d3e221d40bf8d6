import { createSocket } from "node:dgram";
import { connect } from "node:net";
import type { ServerAddress } from "../options";
import { queryMessage, readResponse, type Query, type QueryMessage, type Response } from "./dns-message";

/** An answer, or what kept it from coming. */
export type Exchanged = Response | { readonly failure: "TIMEOUT" | "UNREACHABLE" };

/** How long to wait, and what ends the wait earlier. */
export interface Patience {
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** Asks one server: over UDP from a port of its own, and over TCP where the answer did not fit. */
export async function exchange(server: ServerAddress, query: Query, patience: Patience): Promise<Exchanged> {
  const overUdp = await askOverUdp(server, queryMessage(query), patience);
  return "isTruncated" in overUdp && overUdp.isTruncated
    ? await askOverTcp(server, queryMessage(query), patience)
    : overUdp;
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
    let pending = Buffer.alloc(0);
    socket.on("data", (chunk) => {
      pending = Buffer.concat([pending, chunk]);
      // RFC 1035 §4.2.2: the length stands in front, in two octets, which also bounds what is kept
      if (pending.length < 2 || pending.length < 2 + pending.readUInt16BE(0)) return;
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
