import type { Cloud } from "@mtasts/testbed";
import { accountId, cloudflareZoneId, route53ZoneId } from "../../programs/src/accounts";
import { removeByHand, type Run } from "../engine";
import { inventory, type Existing, type Kind } from "../inventory";
import type { PulumiEngine } from "./engine";

/** What `pulumi import` wants to know of something that exists. */
export interface Importable {
  readonly type: string;
  readonly importId: string;
}

const importables: Readonly<Record<Kind, (existing: Existing) => Importable>> = {
  aws_s3_bucket: ({ id }) => ({ type: "aws:s3/bucket:Bucket", importId: id }),
  // not in the region of the provider
  aws_acm_certificate: ({ id, region = "" }) => ({
    type: "aws:acm/certificate:Certificate",
    importId: `${id}@${region}`,
  }),
  aws_cloudfront_origin_access_control: ({ id }) => ({
    type: "aws:cloudfront/originAccessControl:OriginAccessControl",
    importId: id,
  }),
  aws_cloudfront_distribution: ({ id }) => ({ type: "aws:cloudfront/distribution:Distribution", importId: id }),
  aws_route53_record: ({ id }) => ({ type: "aws:route53/record:Record", importId: `${route53ZoneId}_${id}` }),
  cloudflare_dns_record: ({ id }) => ({
    type: "cloudflare:index/dnsRecord:DnsRecord",
    importId: `${cloudflareZoneId}/${id}`,
  }),
  cloudflare_r2_bucket: ({ id }) => ({
    type: "cloudflare:index/r2Bucket:R2Bucket",
    importId: `${accountId}/${id}/default`,
  }),
  cloudflare_r2_custom_domain: ({ id }) => ({
    type: "cloudflare:index/r2CustomDomain:R2CustomDomain",
    importId: id,
  }),
};

/** What can't be imported is taken away by hand, and made anew. */
const notImportable: ReadonlySet<Kind> = new Set(["cloudflare_r2_custom_domain"]);

export async function repair(engine: PulumiEngine, cloud: Cloud, interrupted: Run): Promise<readonly string[]> {
  const done: string[] = [];
  if (interrupted.exitCode === undefined) {
    await engine.must("cancel", "--yes");
    done.push("cancel");
  }
  if ((await engine.known()).pending.some(({ type }) => type === "creating")) {
    await engine.must("refresh", "--clear-pending-creates");
    done.push("refresh");
  }
  const known = (await engine.known()).resources;
  for (const existing of unknownTo(known, cloud)) done.push(await takeOver(engine, existing));
  return done;
}

/** What exists, with the word that Pulumi has for it. */
export type Found = Existing & Importable;

/** What exists, and none of these resources stand for. */
export function unknownTo(
  resources: readonly { readonly type: string; readonly id?: string }[],
  cloud: Cloud,
): readonly Found[] {
  // A Worker and a bucket may have one name.
  const known = new Set(resources.map(({ type, id }) => `${type} ${id ?? ""}`));
  return inventory(cloud)
    .map((existing) => ({ ...existing, ...importables[existing.kind](existing) }))
    .filter(({ type, kind, id, importId }) => !known.has(`${type} ${kind === "aws_route53_record" ? importId : id}`));
}

async function takeOver(engine: PulumiEngine, existing: Found): Promise<string> {
  const { kind, type, importId, child, remove } = existing;
  if (notImportable.has(kind)) {
    await remove();
    return removeByHand;
  }
  const component = (await engine.known()).resources.find((resource) => resource.type === "mtasts:index:MtaSts");
  if (component === undefined) throw new Error("there is no component in the state");
  await engine.must("import", type, `mail-${child}`, importId, "--parent", `mail=${component.urn}`);
  return "import";
}
