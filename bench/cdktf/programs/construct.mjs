import { MtaSts } from "cdktf-mtasts";
import { cloudfront, route53 } from "cdktf-mtasts/aws";
import { domainsOf, mx, rua, zoneId } from "./domains.mjs";

/** Adds the construct to the stack, once for each domain. */
export function fill(stack, count) {
  const host = cloudfront();
  const dns = route53({ zoneId });
  for (const { name, domain } of domainsOf(count)) new MtaSts(stack, name, { domain, mx, tlsRpt: { rua }, host, dns });
}
