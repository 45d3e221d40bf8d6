import { type Cloud } from "../cloud/cloud.js";
import { certificateOf, type Distribution } from "../cloud/services/cloudfront.js";
import { bucketOf, covers, managedHeadersPolicies } from "../cloud/services/cloudfront-rules.js";
import { type KeyPair } from "../cloud/services/acm.js";
import { type StoredObject } from "../cloud/services/s3.js";
import { type Attributes, block, blocks, flag, optionalText, text, texts } from "../cloud/value.js";
import { lifetimeOf, lifetimesOf } from "./cloudfront-cache.js";
import { type Edge, type EdgeRequest, type EdgeResponse } from "./edge.js";
import { EdgeCache } from "./edge-cache.js";
import { objectHeaders } from "./object-headers.js";

/** A distribution as the edge has it. */
interface Live {
  readonly distribution: Distribution;
  readonly config: Attributes;
}

/** CloudFront's edge: finds the distribution for a name, its certificate, and what it answers. */
export class CloudFrontEdge implements Edge {
  readonly #cache: EdgeCache<EdgeResponse>;

  constructor(private readonly cloud: Cloud) {
    this.#cache = new EdgeCache(() => cloud.runtime.now());
  }

  knows(name: string): boolean {
    return this.#find(name) !== undefined;
  }

  /** The certificate that the distribution with this alias presents; undefined for CloudFront's own. */
  keyPairFor(serverName: string): KeyPair | undefined {
    const live = this.#find(serverName);
    return live === undefined ? undefined : this.cloud.acm.find(certificateOf(live.config))?.keyPair;
  }

  /** Whether the distribution takes the protocol that a viewer has negotiated. */
  acceptsProtocol(serverName: string, protocol: string | null): boolean {
    const viewer = block(this.#find(serverName)?.config ?? {}, "viewer_certificate") ?? {};
    return !text(viewer, "minimum_protocol_version").startsWith("TLSv1.3") || protocol === "TLSv1.3";
  }

  respond(request: EdgeRequest): Promise<EdgeResponse> {
    const { status, headers, body } = this.#answer(request);
    const via = { via: "1.1 emulated.cloudfront.net (CloudFront)" };
    return Promise.resolve({ status, headers: { ...headers, ...via }, body });
  }

  #answer(request: EdgeRequest): EdgeResponse {
    const live = this.#find(request.host);
    if (live === undefined) return failure(403, "The request could not be satisfied: no distribution has this name");
    if (this.#find(request.serverName)?.distribution !== live.distribution) {
      return failure(421, "The distribution does not match the certificate for which the connection was made");
    }
    const behavior = block(live.config, "default_cache_behavior") ?? {};
    if (!texts(behavior, "allowed_methods").includes(request.method)) {
      return failure(403, "This distribution is not configured to allow the HTTP request method");
    }
    if (request.method !== "GET" && request.method !== "HEAD") return failure(405, "MethodNotAllowed");
    const answer = this.#cached(live, behavior, pathOf(live.config, request.path));
    return { ...answer, headers: { ...answer.headers, ...policyHeaders(behavior) } };
  }

  #cached(live: Live, behavior: Attributes, path: string): EdgeResponse {
    const key = `${live.distribution.id} ${path}`;
    const hit = this.#cache.get(key);
    if (hit !== undefined) {
      const headers = { "x-cache": "Hit from cloudfront", age: String(hit.ageSeconds) };
      return { ...hit.answer, headers: { ...hit.answer.headers, ...headers } };
    }
    const answer = this.#fromOrigin(live, text(behavior, "target_origin_id"), path);
    const seconds = lifetimeOf(lifetimesOf(behavior), answer.headers["cache-control"]);
    if (answer.status === 200 && seconds > 0) this.#cache.put(key, answer, seconds);
    const outcome = answer.status === 200 ? "Miss" : "Error";
    return { ...answer, headers: { ...answer.headers, "x-cache": `${outcome} from cloudfront` } };
  }

  #fromOrigin({ distribution, config }: Live, originId: string, path: string): EdgeResponse {
    const origin = blocks(config, "origin").find((one) => one["origin_id"] === originId) ?? {};
    const bucket = bucketOf(text(origin, "domain_name"));
    if (bucket === undefined) return failure(502, "The emulated edge reaches S3 origins only");
    const key = decodeURIComponent(`${text(origin, "origin_path")}${path}`).replace(/^\//, "");
    const control = this.cloud.cloudfront.findOriginAccessControl(text(origin, "origin_access_control_id"));
    const signed = control !== undefined && control.settings["signing_behavior"] !== "never";
    const found = this.cloud.s3.getObject(bucket, key, {
      ...(signed ? { service: "cloudfront.amazonaws.com" } : {}),
      context: {
        "aws:securetransport": "true",
        ...(signed ? { "aws:sourcearn": distribution.arn, "aws:sourceaccount": distribution.account } : {}),
      },
    });
    return found.status === 200 ? objectResponse(found.object) : failure(found.status, s3Errors[found.status]);
  }

  #find(name: string): Live | undefined {
    const live = this.cloud.cloudfront.distributions.flatMap((distribution): readonly Live[] => {
      const { deployed } = distribution;
      return deployed !== undefined && flag(deployed, "enabled") ? [{ distribution, config: deployed }] : [];
    });
    const exact = live.find(
      ({ config, distribution }) => texts(config, "aliases").includes(name) || distribution.domainName === name,
    );
    return exact ?? live.find(({ config }) => texts(config, "aliases").some((alias) => covers(alias, name)));
  }
}

const s3Errors = { 403: "AccessDenied", 404: "NoSuchKey" } as const;

function pathOf(config: Attributes, path: string): string {
  const plain = path.replace(/\?.*$/s, "");
  return plain === "/" ? `/${text(config, "default_root_object")}` : plain;
}

function objectResponse(object: StoredObject): EdgeResponse {
  const metadata = Object.entries(object.metadata ?? {}).map(([key, value]) => [`x-amz-meta-${key}`, value] as const);
  const headers = { ...objectHeaders(object), server: "AmazonS3", ...Object.fromEntries(metadata) };
  return { status: 200, headers, body: object.body };
}

function policyHeaders(behavior: Attributes): Readonly<Record<string, string>> {
  if (optionalText(behavior, "response_headers_policy_id") !== managedHeadersPolicies.SecurityHeadersPolicy) return {};
  return {
    "referrer-policy": "strict-origin-when-cross-origin",
    "strict-transport-security": "max-age=31536000",
    "x-content-type-options": "nosniff",
    "x-frame-options": "SAMEORIGIN",
    "x-xss-protection": "1; mode=block",
  };
}

function failure(status: number, message: string): EdgeResponse {
  const body = Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>\n<Error><Message>${message}</Message></Error>`);
  return { status, headers: { "content-type": "application/xml", "x-cache": "Error from cloudfront" }, body };
}
