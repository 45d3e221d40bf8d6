import { mkdtemp, rm } from "node:fs/promises";
import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { connect, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";

/** A proxy through which commands reach the policy host of a test's internet, whatever its name leads to elsewhere. */
export interface Tunnel {
  /** Makes `curl` and its like take the proxy, and trust the authority of that internet. */
  readonly env: Readonly<Record<string, string>>;
  readonly trust: (caPem: string) => void;
  /** Lets nothing through. */
  readonly close: () => void;
  readonly open: () => void;
  readonly stop: () => Promise<void>;
}

export async function startTunnel(port: () => number): Promise<Tunnel> {
  const folder = await mkdtemp(path.join(tmpdir(), "mtasts-tunnel-"));
  const authority = path.join(folder, "ca.pem");
  let isOpen = true;
  const server = createServer().on("connect", (_request, client) => {
    client.on("error", () => client.destroy());
    if (!isOpen) {
      client.end("HTTP/1.1 502 Bad Gateway\r\n\r\n");
      return;
    }
    const host = connect(port(), "127.0.0.1", () => {
      client.write("HTTP/1.1 200 OK\r\n\r\n");
      host.pipe(client).pipe(host);
    });
    host.on("error", () => client.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const proxy = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    env: { HTTPS_PROXY: proxy, https_proxy: proxy, NO_PROXY: "", no_proxy: "", CURL_CA_BUNDLE: authority },
    trust: (caPem) => {
      writeFileSync(authority, caPem);
    },
    close: () => {
      isOpen = false;
    },
    open: () => {
      isOpen = true;
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(folder, { recursive: true, force: true });
    },
  };
}
