import { readFileSync } from "node:fs";
import path from "node:path";
import { App, TerraformOutput, TerraformStack } from "cdktf";
import { MtaSts, type Mode } from "cdktf-mtasts";
import { cloudflareDns, CloudflareProvider, RandomProvider, worker } from "cdktf-mtasts/cloudflare";

/** What `settings.json` holds. The construct checks it: a file has no types. */
interface Settings {
  readonly domain: string;
  readonly mx: readonly string[];
  readonly mode?: Mode;
  readonly maxAge?: number;
  readonly revision?: number;
  readonly allowDestroy?: boolean;
  readonly rua?: string | readonly string[];
  readonly accountId: string;
  readonly zoneId: string;
}

const file = process.env["MTA_STS_CONFIG"] ?? path.join(__dirname, "settings.json");
const settings = JSON.parse(readFileSync(file, "utf8")) as Settings;
const { domain, mx, mode, maxAge, revision, allowDestroy, rua, accountId, zoneId } = settings;

const app = new App();
const stack = new TerraformStack(app, "mta-sts");
new CloudflareProvider(stack, "cloudflare", {}, { version: "~> 5.9" });
new RandomProvider(stack, "random", {}, { version: "~> 3.0" });

const mtaSts = new MtaSts(stack, "mail", {
  domain,
  mx,
  mode,
  maxAge,
  revision,
  allowDestroy,
  tlsRpt: rua === undefined ? undefined : { rua },
  host: worker({ accountId, zoneId }),
  dns: cloudflareDns({ zoneId }),
});

new TerraformOutput(stack, "mta_sts", { value: mtaSts.outputs });
app.synth();
