import { once } from "node:events";
import { SMTPServer } from "smtp-server";
import type { KeyPair } from "./certificates.js";
import type { Behaviour, StageServer } from "./web.js";

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
): Promise<StageServer> {
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
  return {
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
