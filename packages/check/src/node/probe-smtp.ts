import type { Socket } from "node:net";
import { isPublicAddress } from "../address";
import type { NodePortsOptions } from "../options";
import type { SmtpReply, SmtpRequest } from "../ports";
import { errorCode, errorText, openTcp, startTls, TimeoutError } from "./connect";
import { SmtpLines, type SmtpReplyLines } from "./smtp-lines";
import { tlsFacts } from "./tls-facts";

const CONNECT_MS = 5_000;
const TLS_MS = 10_000;

/** A greeting may be held back for long to deter spam; RFC 5321 §4.5.3.2.1 has five minutes, which nobody waits for here. */
const TOTAL_MS = 30_000;
const MAX_ADDRESSES = 4;

/** What all attempts have in common. */
interface Job {
  readonly host: string;
  readonly options: NodePortsOptions;
  readonly signal: AbortSignal;
}

/**
 * Says EHLO and STARTTLS to the first address that takes a connection, and looks at the certificate. No mail is sent.
 *
 * A client of its own, since that of nodemailer keeps lines and replies of any length, hides the peer's certificate, and does
 * not tell of plain text that comes behind the answer to STARTTLS.
 */
export async function probeAt(
  { host, addresses }: SmtpRequest,
  options: NodePortsOptions,
  outer: AbortSignal,
): Promise<SmtpReply> {
  const signal = AbortSignal.any([outer, AbortSignal.timeout(TOTAL_MS)]);
  const allowed = addresses.filter((address) => options.allowPrivate === true || isPublicAddress(address));
  let last: SmtpReply = { outcome: "blocked-address", detail: "no address is public" };
  for (const address of allowed.slice(0, MAX_ADDRESSES)) {
    last = { ...(await probe(address, { host, options, signal })), address };
    if (last.outcome !== "unreachable") return last;
  }
  return last;
}

async function probe(address: string, { host, options, signal }: Job): Promise<SmtpReply> {
  let socket: Socket;
  try {
    socket = await openTcp({ address, port: options.smtpPort ?? 25 }, { timeoutMs: CONNECT_MS, signal });
  } catch (error) {
    return { outcome: "unreachable", detail: errorText(error) };
  }
  try {
    const refusal = await converse(socket, signal);
    return refusal ?? (await secure(socket, { host, options, signal }));
  } catch (error) {
    const isSilent = error instanceof TimeoutError;
    return { outcome: "smtp-error", detail: isSilent ? "it did not answer in time" : errorText(error) };
  } finally {
    socket.destroy();
  }
}

/** Leads the conversation to the answer to STARTTLS; `undefined` if TLS may begin. */
async function converse(socket: Socket, signal: AbortSignal): Promise<SmtpReply | undefined> {
  const lines = new SmtpLines(socket, signal);
  const greeting = await lines.reply();
  if (greeting.code !== 220) return refused("greeting", greeting);
  socket.write(`EHLO ${ownName(socket)}\r\n`);
  const hello = await lines.reply();
  if (hello.code !== 250) return refused("EHLO", hello);
  // RFC 3207 §2: STARTTLS is an extension that the server must name
  if (!hello.lines.slice(1).some((line) => /^STARTTLS\s*$/iu.test(line))) return { outcome: "no-starttls" };
  socket.write("STARTTLS\r\n");
  const go = await lines.reply();
  if (go.code !== 220) return { outcome: "no-starttls", detail: `STARTTLS was answered with ${go.code}` };
  // RFC 3207 §6: what came before TLS must be forgotten; here it is told
  if (lines.hasMore) return { outcome: "injection" };
  lines.release();
  return undefined;
}

async function secure(socket: Socket, { host, options, signal }: Job): Promise<SmtpReply> {
  try {
    const secured = await startTls(socket, { host, ca: options.ca }, { timeoutMs: TLS_MS, signal });
    const tls = tlsFacts(secured);
    secured.end("QUIT\r\n");
    return { outcome: "tls", tls };
  } catch (error) {
    const code = errorCode(error);
    const detail = error instanceof TimeoutError ? "it took too long" : errorText(error);
    return { outcome: /PROTOCOL_VERSION|UNSUPPORTED_PROTOCOL/u.test(code) ? "tls-version" : "tls-failed", detail };
  }
}

function refused(what: string, { code }: SmtpReplyLines): SmtpReply {
  return { outcome: "smtp-error", detail: `${what} was answered with ${code}` };
}

/** RFC 5321 §4.1.3: a client without a name of its own says its address. */
function ownName({ localAddress = "127.0.0.1" }: Socket): string {
  return localAddress.includes(":") ? `[IPv6:${localAddress}]` : `[${localAddress}]`;
}
