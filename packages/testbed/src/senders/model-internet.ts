import { type Cloud } from "../cloud/cloud.js";
import { respond } from "../internet/authority.js";
import { CloudflareEdge } from "../internet/cloudflare-edge.js";
import { CloudFrontEdge } from "../internet/cloudfront-edge.js";
import { type Edge } from "../internet/edge.js";
import { judgePolicyFile } from "../sender.js";
import { type PolicyFile } from "../sender-fetch.js";
import { type DnsResponse, idIn, mailHostsIn, networkIn } from "./dns-facts.js";
import { type Answer, type Internet, type Network, type Served } from "./moment.js";

/** A policy host that is in none of the emulated clouds. */
export interface ForeignHost {
  /** The name to which an alias leads. */
  readonly name: string;
  /** The policy that it serves now. */
  readonly body: () => string;
}

/**
 * The internet read straight from the cloud's state, without sockets: quick enough to be asked after every single call. The
 * edges are other ones than those behind the sockets, with caches of their own, as two cities have.
 *
 * @param elsewhere - What else can be reached, by the name as its network.
 */
export function modelInternet(cloud: Cloud, elsewhere: readonly ForeignHost[] = []): Internet {
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
      const told = {
        at: now(),
        id: idIn(respond(cloud, { name: `_mta-sts.${domain}`, type: "TXT" })),
        host: leadsTo(address, elsewhere),
        mx: mailHostsIn(respond(cloud, { name: domain, type: "MX" })),
      };
      const fetches = Object.entries(edges).map(async ([network, edge]) => {
        return [network, await fetchFrom(edge, host)] as const;
      });
      const foreign = elsewhere.map(({ name, body }) => [name, judged({ body: body() })] as const);
      return { ...told, served: new Map([...(await Promise.all(fetches)), ...foreign]) };
    },
  };
}

/** Known by the name behind the alias, whatever address that has. */
function leadsTo(response: DnsResponse, elsewhere: readonly ForeignHost[]): Answer<Network> {
  const aliases = response.answers.flatMap((answer) => (answer.type === "CNAME" ? [answer] : []));
  for (const { data, ttl = 0 } of aliases) {
    if (elsewhere.some(({ name }) => name === data)) return { value: data, ttl };
  }
  const isCloudFront = response.answers.some(({ name }) => name.endsWith(".cloudfront.net"));
  return networkIn(response, () => (isCloudFront ? "cloudfront" : "cloudflare"));
}

async function fetchFrom(edge: Edge, host: string): Promise<Served> {
  if (edge.knows(host) && edge.keyPairFor(host) === undefined) {
    return { outcome: "webpki-error", why: "no certificate for the name" };
  }
  const path = "/.well-known/mta-sts.txt";
  const request = { serverName: host, host, method: "GET", path, headers: { host }, body: Buffer.alloc(0) };
  try {
    const { status, headers, body } = await edge.respond(request);
    return judged({ status, headers, body: body.toString() });
  } catch (error) {
    return { outcome: "fetch-error", why: String(error) };
  }
}

function judged({
  status = 200,
  headers = { "content-type": "text/plain" },
  body,
}: Partial<Pick<PolicyFile, "status" | "headers">> & Pick<PolicyFile, "body">): Served {
  const { policy, problem = "" } = judgePolicyFile({ status, headers, body });
  return policy === undefined ? { outcome: "fetch-error", why: problem } : { outcome: "ok", policy, body };
}
