import { readFileSync } from "node:fs";
import path from "node:path";
import { App, TerraformOutput, TerraformStack } from "cdktf";
import { MtaSts, type Mode } from "cdktf-mtasts";
import { AwsProvider, cloudfront, route53 } from "cdktf-mtasts/aws";
import { parse } from "yaml";

/** What `settings.json` holds. */
interface Settings {
  readonly rua?: string | readonly string[];
  /** The file of all domains, beside this program. @default "domains.yaml" */
  readonly domains?: string;
  readonly region?: string;
  /** The major version of the AWS provider. Version 5 needs another one for us-east-1. @default 6 */
  readonly awsProvider?: 5 | 6;
}

/** One entry of the file. The construct checks what stands in it: a file has no types. */
interface Entry {
  readonly domain: string;
  readonly zoneId: string;
  readonly mx: readonly string[];
  readonly mode?: Mode;
  readonly maxAge?: number;
  readonly revision?: number;
  readonly allowDestroy?: boolean;
}

const file = process.env["MTA_STS_CONFIG"] ?? path.join(__dirname, "settings.json");
const settings = JSON.parse(readFileSync(file, "utf8")) as Settings;
const { rua, domains = "domains.yaml", region = "eu-central-1", awsProvider = 6 } = settings;
const entries = parse(readFileSync(path.resolve(__dirname, domains), "utf8")) as Readonly<Record<string, Entry>>;

const app = new App();
const stack = new TerraformStack(app, "mta-sts");
const version = awsProvider === 5 ? "~> 5.100" : "~> 6.0";
new AwsProvider(stack, "aws", { region }, { version });
const usEast1 = { alias: "us_east_1", version };
const host = cloudfront(
  awsProvider === 5 ? { usEast1Provider: new AwsProvider(stack, "us-east-1", { region: "us-east-1" }, usEast1) } : {},
);

const deployed = Object.entries(entries).map(([name, { zoneId, ...policy }]) => {
  const tlsRpt = rua === undefined ? undefined : { rua };
  return [name, new MtaSts(stack, name, { ...policy, tlsRpt, host, dns: route53({ zoneId }) })] as const;
});

const value = Object.fromEntries(deployed.map(([name, { outputs }]) => [name, outputs]));
new TerraformOutput(stack, "mta_sts", { value });
app.synth();
