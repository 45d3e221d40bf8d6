import path from "node:path";
import { App, LocalBackend, TerraformOutput, TerraformStack } from "cdktn";
import type * as main from "cdktf-mtasts";
import type * as aws from "cdktf-mtasts/aws";
import type * as cloudflare from "cdktf-mtasts/cloudflare";
import { afterAll, beforeAll, expect, it, jest } from "@jest/globals";
import { accountId, cloudflareZoneId } from "../e2e/accounts";
import { openDeployment, type Deployment } from "./deployment";
import { firstSettings } from "./stack";

jest.setTimeout(60_000);

// The build emits the package once all types are checked: they are those of its twin.
const { MtaSts } = jest.requireActual<typeof main>("cdktn-mtasts");
const { AwsProvider } = jest.requireActual<typeof aws>("cdktn-mtasts/aws");
const { cloudflareDns, CloudflareProvider, RandomProvider, r2ObjectProvider, worker } =
  jest.requireActual<typeof cloudflare>("cdktn-mtasts/cloudflare");

let deployment: Deployment;
beforeAll(async () => {
  deployment = await openDeployment("tofu", { zones: [] });
}, 900_000);
afterAll(() => deployment.close());

/** The stack of `stack.ts`, written for CDK Terrain: a user changes the names of the packages, and nothing else. */
function synthesiseWithTerrain(outdir: string): void {
  const app = new App({ outdir });
  const stack = new TerraformStack(app, "mta-sts");
  new LocalBackend(stack, { path: path.join(outdir, "terraform.tfstate") });
  new AwsProvider(stack, "aws", { region: "eu-central-1" }, { version: "~> 6.0" });
  new CloudflareProvider(stack, "cloudflare", { api_token: "token" }, { version: "~> 5.9" });
  new RandomProvider(stack, "random");
  r2ObjectProvider(stack, "r2", { accountId, accessKeyId: "key", secretAccessKey: "secret" });
  const zone = { accountId, zoneId: cloudflareZoneId };
  const mtaSts = new MtaSts(stack, "mail", {
    domain: "example.com",
    mx: firstSettings.mx,
    mode: "enforce",
    tlsRpt: { rua: "mailto:tls-reports@example.org" },
    host: worker(zone),
    dns: cloudflareDns({ zoneId: zone.zoneId }),
  });
  new TerraformOutput(stack, "mta_sts", { value: mtaSts.outputs });
  app.synth();
}

it("a deployment goes on with CDK Terrain where CDKTF left it, and nothing changes", async () => {
  await deployment.configure({ ...firstSettings, host: "worker", zone: "cloudflareDns", mode: "enforce" });
  await deployment.apply();
  synthesiseWithTerrain(deployment.outdir);
  await deployment.must("init");
  const { exitCode, output } = await deployment.plan();
  expect(output).toContain("No changes.");
  expect(exitCode).toBe(0);
});
