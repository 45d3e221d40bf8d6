import { edgeAddresses } from "../cloud/edge-addresses.js";
import { type KeyPair } from "../cloud/services/acm.js";
import { type Edge } from "./edge.js";
import { type EdgeServer, startEdgeServer } from "./https-server.js";

/** How often a port is looked for that is free at every address. */
const attempts = 5;

/** Serves each network at its own address, and both at one more, on the same port. */
export async function startEdgeServers(
  { cloudfront, cloudflare }: Readonly<Record<"cloudfront" | "cloudflare", Edge>>,
  both: Edge,
  fallback: KeyPair,
): Promise<EdgeServer> {
  for (let attempt = 1; ; attempt += 1) {
    const first = await startEdgeServer(both, fallback, { address: "127.0.0.1", port: 0 });
    const apart = [
      { edge: cloudfront, address: edgeAddresses.cloudfront },
      { edge: cloudflare, address: edgeAddresses.cloudflare },
    ].filter(({ address }) => address !== first.address);
    const others = await Promise.allSettled(
      apart.map(({ edge, address }) => startEdgeServer(edge, fallback, { address, port: first.port })),
    );
    const started = [first, ...others.flatMap((other) => (other.status === "fulfilled" ? [other.value] : []))];
    const stop = async (): Promise<void> => {
      await Promise.all(started.map((server) => server.stop()));
    };
    const failed = others.find((other) => other.status === "rejected");
    if (failed === undefined) return { ...first, stop };
    await stop();
    if (attempt === attempts) throw failed.reason;
  }
}
