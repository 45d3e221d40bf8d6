import { readFileSync } from "node:fs";
import path from "node:path";
import { App, TerraformOutput, TerraformStack } from "cdktf";
import { MtaSts, type Mode } from "cdktf-mtasts";
import { AcmeProvider } from "./acme";
import { acmeDns } from "./acme-dns";
import { acmePages } from "./acme-pages";

/** What `settings.json` holds. The construct checks it: a file has no types. */
interface Settings {
  readonly domain: string;
  readonly mx: readonly string[];
  readonly mode?: Mode;
  readonly maxAge?: number;
  readonly revision?: number;
  readonly allowDestroy?: boolean;
  readonly rua?: string | readonly string[];
  readonly zone: string;
}

const file = process.env["MTA_STS_CONFIG"] ?? path.join(__dirname, "settings.json");
const settings = JSON.parse(readFileSync(file, "utf8")) as Settings;
const { domain, mx, mode, maxAge, revision, allowDestroy, rua, zone } = settings;

const app = new App();
const stack = new TerraformStack(app, "mta-sts");
new AcmeProvider(stack, "acme");

const mtaSts = new MtaSts(stack, "mail", {
  domain,
  mx,
  mode,
  maxAge,
  revision,
  allowDestroy,
  tlsRpt: rua === undefined ? undefined : { rua },
  host: acmePages(),
  dns: acmeDns({ zone }),
});

new TerraformOutput(stack, "mta_sts", { value: mtaSts.outputs });
app.synth();
