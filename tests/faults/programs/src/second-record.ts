// Known to be bad: another TXT record at the name of the announcement, which Cloudflare accepts.
import { MtaSts } from "pulumi-mtasts";
import { argumentsOf } from "./clouds.js";
import { settings } from "./settings.js";

const args = argumentsOf();
new MtaSts("mail", args);
const name = `_mta-sts.${settings.domain}`;
const second = { key: "sts-record", name, type: "TXT", ttl: 300, value: "v=STSv1; id=another;" } as const;
args.dns.record("second", second, {});
