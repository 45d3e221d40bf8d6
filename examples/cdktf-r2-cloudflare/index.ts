import { readFileSync } from "node:fs";
import path from "node:path";
import { App, TerraformOutput, TerraformStack, TerraformVariable } from "cdktf";
import { MtaSts, type Mode } from "cdktf-mtasts";
import { cloudflareDns, CloudflareProvider, r2, r2ObjectProvider, RandomProvider } from "cdktf-mtasts/cloudflare";

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
  /** The major version of the AWS provider, which writes the object. @default 6 */
  readonly awsProvider?: 5 | 6;
}

const file = process.env["MTA_STS_CONFIG"] ?? path.join(__dirname, "settings.json");
const settings = JSON.parse(readFileSync(file, "utf8")) as Settings;
const { domain, mx, mode, maxAge, revision, allowDestroy, rua, accountId, zoneId, awsProvider = 6 } = settings;

const app = new App();
const stack = new TerraformStack(app, "mta-sts");
new CloudflareProvider(stack, "cloudflare", {}, { version: "~> 5.9" });
new RandomProvider(stack, "random", {}, { version: "~> 3.0" });

// The id of an API token that may write the objects of R2, and the SHA-256 of that token, in hex.
const { stringValue: accessKeyId } = new TerraformVariable(stack, "access_key_id", { type: "string" });
const secret = new TerraformVariable(stack, "secret_access_key", { type: "string", sensitive: true });
const keys = { accountId, accessKeyId, secretAccessKey: secret.stringValue };
const objects = r2ObjectProvider(stack, "r2", keys, { version: awsProvider === 5 ? "~> 5.100" : "~> 6.0" });

const mtaSts = new MtaSts(stack, "mail", {
  domain,
  mx,
  mode,
  maxAge,
  revision,
  allowDestroy,
  tlsRpt: rua === undefined ? undefined : { rua },
  host: r2({ accountId, zoneId, objects }),
  dns: cloudflareDns({ zoneId }),
});

new TerraformOutput(stack, "mta_sts", { value: mtaSts.outputs });
app.synth();
