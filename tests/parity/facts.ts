import { runInNewContext } from "node:vm";
import { planDeployment, type DeploymentPlan, type DnsRecord, type MtaStsConfig } from "@mtasts/core";
import type { Arguments, TwinDeployment, TwinResource } from "./twin";

/** What the internet gets to see of a deployment. */
export interface Facts {
  readonly policyId: string;
  readonly policyText: string;
  readonly policyUrl: string;
  /** What is answered at the policy's address, if the deployment serves it itself. */
  readonly served?: Served | undefined;
  /** The TXT records in the zone, if the deployment keeps it. */
  readonly texts: readonly DnsRecord[];
  /** The name under which the policy is published, if the deployment does that. */
  readonly host?: string | undefined;
  /** The floor that the deployment sets, if any. */
  readonly minTls?: string | undefined;
  /** What of the serving does not come before the announcement. */
  readonly late: readonly string[];
}

interface Served {
  readonly path: string;
  readonly body: string;
  readonly contentType: string | null;
  readonly cacheControl: string | null;
}

/** What the plan wants the internet to see. */
export function plannedFacts(configuration: object, [host, dns]: readonly [string, string]): Facts {
  const { policyId, site, records } = planOf(configuration);
  const { path, body, headers, minTls } = site;
  const isServed = !host.startsWith("external");
  const isKept = dns !== "manualDns";
  const served = {
    path,
    body,
    contentType: headers["content-type"] ?? null,
    cacheControl: headers["cache-control"] ?? null,
  };
  const texts = [records.sts, ...(records.tlsRpt === undefined ? [] : [records.tlsRpt])];
  const namesItself = host.startsWith("worker") || host.startsWith("r2");
  return {
    policyId,
    policyText: body,
    policyUrl: site.url,
    served: isServed ? served : undefined,
    texts: isKept ? [...texts].sort(byName) : [],
    host: isKept || namesItself ? site.host : undefined,
    // A Worker's floor is that of its zone.
    minTls: isServed && !host.startsWith("worker") ? minTls : undefined,
    late: [],
  };
}

/** What the internet gets to see once all resources are there. */
export async function factsOf({ policyId, policyText, policyUrl, resources }: TwinDeployment): Promise<Facts> {
  const byKey = new Map(resources.map((resource) => [resource.key, resource]));
  const hostRecord = byKey.get("host-record")?.attributes;
  return {
    policyId,
    policyText,
    policyUrl,
    served: await servedBy(byKey, policyUrl),
    texts: resources
      .filter(({ attributes }) => attributes["type"] === "TXT")
      .map(textOf)
      .sort(byName),
    host: hostRecord && String(hostRecord["name"] ?? hostRecord["hostname"] ?? hostRecord["domain"]),
    minTls: floorOf(byKey),
    late: [...byKey.keys()].filter((key) => serving.has(key) && !comesBefore(byKey, key, "sts-record")),
  };
}

/** All that takes part in serving the policy. */
const serving = new Set([
  "bucket",
  "bucket-policy",
  "certificate",
  "certificate-validation",
  "distribution",
  "host-record",
  "origin-access-control",
  "ownership-controls",
  "policy-file",
  "public-access-block",
  "suffix",
  "worker",
]);

function planOf(configuration: object): DeploymentPlan {
  const parsed = planDeployment(configuration as MtaStsConfig);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  return parsed.value;
}

async function servedBy(byKey: ReadonlyMap<string, TwinResource>, url: string): Promise<Served | undefined> {
  const file = byKey.get("policy-file")?.attributes as Readonly<Record<string, string>> | undefined;
  if (file !== undefined) {
    const { key = "", content = "", content_type = null, cache_control = null } = file;
    return { path: `/${key}`, body: content, contentType: content_type, cacheControl: cache_control };
  }
  const worker = byKey.get("worker")?.attributes["content"];
  return typeof worker === "string" ? answerOf(worker, url) : undefined;
}

/** What the Worker answers: its one module, run. */
async function answerOf(source: string, url: string): Promise<Served> {
  const module = runInNewContext(source.replace("export default", "globalThis.exported ="), { URL, Response }) as {
    readonly fetch: (request: { readonly url: string; readonly method: string }) => Response;
  };
  const { headers, ...answer } = await Promise.resolve(module.fetch({ url, method: "GET" })).then(async (response) => ({
    headers: response.headers,
    body: await response.text(),
  }));
  const { pathname: path } = new URL(url);
  return { path, ...answer, contentType: headers.get("content-type"), cacheControl: headers.get("cache-control") };
}

/** The attributes of a TXT record: those of Route 53's provider, or those of Cloudflare's. */
interface TextAttributes {
  readonly name: string;
  readonly ttl: number;
  readonly content?: string;
  readonly records?: readonly string[];
}

/** A TXT record as a resolver tells it: its strings, joined. */
function textOf({ attributes }: TwinResource): DnsRecord {
  const { name, ttl, content, records = [] } = attributes as unknown as TextAttributes;
  // Route 53's provider puts the value in quotes, Cloudflare's takes it as it is.
  const written = content ?? `"${records.join()}"`;
  const strings = written.split(/" ?"/u).map((text) => text.replaceAll('"', ""));
  return { name, type: "TXT", value: strings.join(""), ttl };
}

function floorOf(byKey: ReadonlyMap<string, TwinResource>): string | undefined {
  const viewer = byKey.get("distribution")?.attributes["viewer_certificate"] as Arguments | undefined;
  if (viewer !== undefined) return /^TLSv(\d\.\d)/u.exec(String(viewer["minimum_protocol_version"]))?.[1];
  return byKey.get("host-record")?.attributes["min_tls"] as string | undefined;
}

/** Whether one resource waits for another, or for one that does. Where the zone is kept elsewhere, there is nobody to wait. */
function comesBefore(byKey: ReadonlyMap<string, TwinResource>, key: string, last: string): boolean {
  const resource = byKey.get(last);
  if (resource === undefined) return true;
  return resource.after.some((other) => other === key || (byKey.has(other) && comesBefore(byKey, key, other)));
}

function byName(one: DnsRecord, other: DnsRecord): number {
  return one.name < other.name ? -1 : 1;
}
