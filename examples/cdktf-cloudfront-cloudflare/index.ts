import { readFileSync } from "node:fs";
import path from "node:path";
import { App, TerraformOutput, TerraformStack } from "cdktf";
import { MtaSts, type Mode } from "cdktf-mtasts";
import { AwsProvider, cloudfront } from "cdktf-mtasts/aws";
import { cloudflareDns, CloudflareProvider } from "cdktf-mtasts/cloudflare";

/** What `settings.json` holds. The construct checks it: a file has no types. */
interface Settings {
  readonly domain: string;
  readonly mx: readonly string[];
  readonly mode?: Mode;
  readonly maxAge?: number;
  readonly revision?: number;
  readonly allowDestroy?: boolean;
  readonly rua?: string | readonly string[];
  readonly zoneId: string;
  readonly region?: string;
  /** The major version of the AWS provider. Version 5 needs another one for us-east-1. @default 6 */
  readonly awsProvider?: 5 | 6;
}

const file = process.env["MTA_STS_CONFIG"] ?? path.join(__dirname, "settings.json");
const settings = JSON.parse(readFileSync(file, "utf8")) as Settings;
const {
  domain,
  mx,
  mode,
  maxAge,
  revision,
  allowDestroy,
  rua,
  zoneId,
  region = "eu-central-1",
  awsProvider = 6,
} = settings;

const app = new App();
const stack = new TerraformStack(app, "mta-sts");
const version = awsProvider === 5 ? "~> 5.100" : "~> 6.0";
new AwsProvider(stack, "aws", { region }, { version });
new CloudflareProvider(stack, "cloudflare", {}, { version: "~> 5.9" });
const usEast1 = { alias: "us_east_1", version };
const host = cloudfront(
  awsProvider === 5 ? { usEast1Provider: new AwsProvider(stack, "us-east-1", { region: "us-east-1" }, usEast1) } : {},
);

const mtaSts = new MtaSts(stack, "mail", {
  domain,
  mx,
  mode,
  maxAge,
  revision,
  allowDestroy,
  tlsRpt: rua === undefined ? undefined : { rua },
  host,
  dns: cloudflareDns({ zoneId }),
});

new TerraformOutput(stack, "mta_sts", { value: mtaSts.outputs });
app.synth();
