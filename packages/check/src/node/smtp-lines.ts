import type { Socket } from "node:net";
import { TimeoutError } from "./connect";

/** A reply of an SMTP server (RFC 5321 §4.2): its code, and its lines without the code. */
export interface SmtpReplyLines {
  readonly code: number;
  readonly lines: readonly string[];
}

/** The other side does not keep to SMTP. */
export class SmtpSyntaxError extends Error {
  public override readonly name = "SmtpSyntaxError";
}

/** Four times what RFC 5321 §4.5.3.1.5 allows a line. */
const MAX_LINE_BYTES = 2_048;
const MAX_LINES = 100;

/** Reads replies from a connection, bounded in bytes, lines and time. */
export class SmtpLines {
  readonly #socket: Socket;
  readonly #signal: AbortSignal;
  #pending = "";
  #isClosed = false;
  #wake = (): void => undefined;

  public constructor(socket: Socket, signal: AbortSignal) {
    this.#socket = socket;
    this.#signal = signal;
    // No encoding is set, because TLS takes over the same socket.
    socket.on("data", (bytes) => {
      this.#pending += bytes.toString("latin1");
      // What nobody asked for is not kept: the next line fails by its length.
      if (this.#pending.length > MAX_LINE_BYTES * 2) socket.pause();
      this.#wake();
    });
    const close = (): void => {
      this.#isClosed = true;
      this.#wake();
    };
    socket.on("close", close).on("end", close).on("error", close);
    signal.addEventListener("abort", () => {
      this.#wake();
    });
  }

  /** Whether something has come that no reply has taken. */
  public get hasMore(): boolean {
    return this.#pending !== "";
  }

  /** Stops listening, so that TLS can take the connection over. */
  public release(): void {
    this.#socket.removeAllListeners("data");
    this.#socket.removeAllListeners("end");
    this.#socket.removeAllListeners("close");
  }

  /** The next reply, which may have several lines. */
  public async reply(): Promise<SmtpReplyLines> {
    const lines: string[] = [];
    for (;;) {
      const line = await this.#line();
      // RFC 5321 §4.2: Reply-line = *( Reply-code "-" [ textstring ] CRLF ) Reply-code [ SP textstring ] CRLF
      const [, code = "", separator, text = ""] = /^([2-5]\d\d)(?:([ -])(.*))?$/u.exec(line) ?? [];
      if (code === "") throw new SmtpSyntaxError("it answers with what is no SMTP");
      lines.push(text);
      if (separator !== "-") return { code: Number(code), lines };
      if (lines.length >= MAX_LINES) throw new SmtpSyntaxError("its reply has no end");
    }
  }

  async #line(): Promise<string> {
    for (;;) {
      const end = this.#pending.indexOf("\n");
      if (end >= 0 && end <= MAX_LINE_BYTES) {
        const line = this.#pending.slice(0, end);
        this.#pending = this.#pending.slice(end + 1);
        this.#socket.resume();
        return line.endsWith("\r") ? line.slice(0, -1) : line;
      }
      if (this.#pending.length > MAX_LINE_BYTES) throw new SmtpSyntaxError("its line has no end");
      if (this.#signal.aborted) throw new TimeoutError("it took too long");
      if (this.#isClosed) throw new SmtpSyntaxError("it closed the connection");
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }
}
