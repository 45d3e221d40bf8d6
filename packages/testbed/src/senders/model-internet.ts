import { type Cloud } from "../cloud/cloud.js";
import { respond } from "../internet/authority.js";
import { CloudflareEdge } from "../internet/cloudflare-edge.js";
import { CloudFrontEdge } from "../internet/cloudfront-edge.js";
import { type Edge } from "../internet/edge.js";
import { judgePolicyFile } from "../sender.js";
import { idIn, mailHostsIn, networkIn } from "./dns-facts.js";
import { type Internet, type Served } from "./moment.js";

/**
 * The internet read straight from the cloud's state, without sockets: quick enough to be asked after every single call. The
 * edges are other ones than those behind the sockets, with caches of their own, as two cities have.
 */
export function modelInternet(cloud: Cloud): Internet {
  const edges = { cloudfront: new CloudFrontEdge(cloud), cloudflare: new CloudflareEdge(cloud) };
  const now = (): number => cloud.runtime.now() / 1000;
  return {
    now,
    advance: (seconds) => {
      cloud.runtime.advance(seconds * 1000);
    },
    watch: (changed) => cloud.observe(changed),
    look: async (domain) => {
      const host = `mta-sts.${domain}`;
      const address = respond(cloud, { name: host, type: "A" });
      // Known by the name behind the alias, whatever address that has.
      const isCloudFront = address.answers.some(({ name }) => name.endsWith(".cloudfront.net"));
      const told = {
        at: now(),
        id: idIn(respond(cloud, { name: `_mta-sts.${domain}`, type: "TXT" })),
        host: networkIn(address, () => (isCloudFront ? "cloudfront" : "cloudflare")),
        mx: mailHostsIn(respond(cloud, { name: domain, type: "MX" })),
      };
      const fetches = Object.entries(edges).map(async ([network, edge]) => {
        return [network, await fetchFrom(edge, host)] as const;
      });
      return { ...told, served: new Map(await Promise.all(fetches)) };
    },
  };
}

async function fetchFrom(edge: Edge, host: string): Promise<Served> {
  if (edge.knows(host) && edge.keyPairFor(host) === undefined) {
    return { outcome: "webpki-error", why: "no certificate for the name" };
  }
  const path = "/.well-known/mta-sts.txt";
  const request = { serverName: host, host, method: "GET", path, headers: { host }, body: Buffer.alloc(0) };
  try {
    const { status, headers, body } = await edge.respond(request);
    const text = body.toString();
    const { policy, problem = "" } = judgePolicyFile({ status, headers, body: text });
    return policy === undefined ? { outcome: "fetch-error", why: problem } : { outcome: "ok", policy, body: text };
  } catch (error) {
    return { outcome: "fetch-error", why: String(error) };
  }
}
