import { type PublicDns } from "../cloud/public-dns.js";
import { type KeyPair } from "../cloud/services/acm.js";

export interface EdgeRequest {
  readonly serverName: string;
  readonly host: string;
  readonly method: string;
  /** With the query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export interface EdgeResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** A network of servers that stands in front of what is hosted: CloudFront's or Cloudflare's. */
export interface Edge {
  /** Whether something hosted answers to the name. */
  readonly knows: (name: string) => boolean;
  /** The certificate for the name; undefined where there is none of its own. */
  readonly keyPairFor: (serverName: string) => KeyPair | undefined;
  /** Whether the protocol that a viewer has negotiated is taken at this name. */
  readonly acceptsProtocol: (serverName: string, protocol: string | null) => boolean;
  readonly respond: (request: EdgeRequest) => Promise<EdgeResponse>;
}

/**
 * Both networks behind one address, for whoever does not ask the DNS. Where both know a name, which happens while a
 * host moves, the one answers that the public DNS leads to now.
 */
export function edgeOfBoth(dns: PublicDns, edges: { readonly cloudfront: Edge; readonly cloudflare: Edge }): Edge {
  const { cloudfront, cloudflare } = edges;
  const edgeFor = (name: string): Edge => {
    if (!cloudflare.knows(name)) return cloudfront;
    const leadsToCloudflare = dns.authority(name)?.host === "cloudflare" && dns.visible(name, "A") !== undefined;
    return leadsToCloudflare || !cloudfront.knows(name) ? cloudflare : cloudfront;
  };
  return {
    knows: (name) => cloudflare.knows(name) || cloudfront.knows(name),
    keyPairFor: (serverName) => edgeFor(serverName).keyPairFor(serverName),
    acceptsProtocol: (serverName, protocol) => edgeFor(serverName).acceptsProtocol(serverName, protocol),
    respond: (request) => edgeFor(request.host).respond(request),
  };
}
