import { once } from "node:events";
import { SMTPServer } from "smtp-server";
import type { KeyPair } from "./certificates.js";
import { type Behaviour, https, type StageServer, type TlsBehaviour } from "./web.js";

/** How a mail server is set up. */
export interface MailServerOptions {
  /** Without one, it offers no STARTTLS. */
  readonly keyPair?: KeyPair;
}

/** A real SMTP server. */
export async function startMailServer(
  address: string,
  port: number,
  { keyPair }: MailServerOptions,
): Promise<StageServer & { readonly port: number }> {
  let connections = 0;
  const server = new SMTPServer({
    ...(keyPair ?? { hideSTARTTLS: true }),
    secure: false,
    authOptional: true,
    disableReverseLookup: true,
    onConnect: (_session, done) => {
      connections += 1;
      done();
    },
  });
  server.on("error", () => undefined);
  server.listen(port, address);
  await once(server.server, "listening");
  const bound = server.server.address();
  return {
    port: typeof bound === "object" ? (bound?.port ?? port) : port,
    connections: () => connections,
    stop: async () => {
      await new Promise<void>((resolve) => {
        server.close(resolve);
      });
    },
  };
}

/** One turn of a conversation: what is said first, and then after each line of the client. */
export function scripted(greeting: string, replies: readonly string[]): Behaviour {
  return (socket) => {
    const left = [...replies];
    socket.write(greeting, "latin1");
    socket.on("data", () => {
      const reply = left.shift();
      if (reply !== undefined) socket.write(reply, "latin1");
    });
  };
}

/** No more of a mail server than leads to TLS, and without the pauses that real ones make to catch spam. */
export function starttls(tls: TlsBehaviour): Behaviour {
  return (socket) => {
    socket.write("220 mail.example\r\n");
    socket.once("data", () => {
      socket.write("250-mail.example\r\n250 STARTTLS\r\n");
      socket.once("data", () => {
        socket.write("220 go\r\n");
        https(tls, () => undefined)(socket);
      });
    });
  };
}
