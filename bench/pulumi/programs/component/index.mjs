import { MtaSts } from "pulumi-mtasts";
import { cloudfront, route53 } from "pulumi-mtasts/aws";
import { domains, mx, rua, zoneId } from "../domains.mjs";

const host = cloudfront();
const dns = route53({ zoneId });
for (const { name, domain } of domains) new MtaSts(name, { domain, mx, tlsRpt: { rua }, host, dns });
