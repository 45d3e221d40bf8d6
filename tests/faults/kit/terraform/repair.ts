import type { Cloud } from "@mtasts/testbed";
import { accountId, cloudflareZoneId, route53ZoneId } from "../../programs/src/accounts";
import { removeByHand } from "../engine";
import { inventory, type Existing, type Kind } from "../inventory";
import type { TofuEngine } from "./engine";
import type { StackState } from "./stack-state";

/** What `tofu import` wants to know of something that exists; what has nothing here can't be imported. */
export const importIds: Readonly<Record<Kind, ((existing: Existing) => string) | undefined>> = {
  aws_s3_bucket: ({ id }) => id,
  // not in the region of the provider
  aws_acm_certificate: ({ id, region = "" }) => `${id}@${region}`,
  aws_cloudfront_origin_access_control: ({ id }) => id,
  aws_cloudfront_distribution: ({ id }) => id,
  aws_route53_record: ({ id }) => `${route53ZoneId}_${id}`,
  cloudflare_dns_record: ({ id }) => `${cloudflareZoneId}/${id}`,
  cloudflare_r2_bucket: ({ id }) => `${accountId}/${id}/default`,
  cloudflare_r2_custom_domain: undefined,
};

/** The attributes by which a resource in the state is known to stand for something. */
const names = ["id", "arn", "name", "domain"] as const;

export async function repair(engine: TofuEngine, cloud: Cloud): Promise<readonly string[]> {
  const done: string[] = [];
  const suffix = suffixIn(cloud);
  if (suffix !== undefined && !(await engine.known()).some(({ type }) => type === "random_id")) {
    // Else Worker and bucket would get another name, and be made a second time.
    const id = Buffer.from(suffix, "hex").toString("base64url");
    await engine.must("import", await engine.addressOf("random_id", "suffix"), id);
    done.push("import");
  }
  for (const existing of unknownTo(await engine.known(), cloud)) done.push(await takeOver(engine, existing));
  return done;
}

/** What the names of Worker and bucket end in, which nobody knows but the state. */
function suffixIn({ cloudflare: { scripts, r2 } }: Cloud): string | undefined {
  const [name] = [...scripts.all, ...r2.all].map((one) => one.name);
  return name?.replace(/^mta-sts-/u, "");
}

/** Something that exists, and what it is imported by; nothing where it can't be. */
export type Found = Existing & { readonly importId: string | undefined };

/** What exists, and nothing in the state stands for. */
export function unknownTo(state: StackState, cloud: Cloud): readonly Found[] {
  return inventory(cloud)
    .filter(({ kind, id }) => {
      const own = kind === "aws_route53_record" ? `${route53ZoneId}_${id}` : id;
      return !state.some(({ type, attributes }) => type === kind && names.some((name) => attributes[name] === own));
    })
    .map((existing) => ({ ...existing, importId: importIds[existing.kind]?.(existing) }));
}

async function takeOver(engine: TofuEngine, { kind, child, importId, remove }: Found): Promise<string> {
  if (importId === undefined) {
    await remove();
    return removeByHand;
  }
  await engine.must("import", await engine.addressOf(kind, child), importId);
  return "import";
}
