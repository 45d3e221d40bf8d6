import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { terraformIn } from "@mtasts/engines";
import { startTestbed, type Testbed } from "@mtasts/testbed";
import { afterEach, beforeEach, describe, expect, it, jest } from "@jest/globals";
import { AWS_VERSION, findRealProvider, type RealProvider } from "../parity/schema/real-provider";
import { commandsOf, configurationOf, firstVariables, folderOf, followIn, modules, placeOf } from "./module-deployment";

jest.setTimeout(180_000);

const real = findRealProvider();
if (real === undefined) {
  process.stderr.write(
    `No Terraform, or no AWS provider ${AWS_VERSION} on this disk: the modules are not validated with it\n`,
  );
}

/** All that have a resource of AWS. */
const withAws = modules.filter(([host, zone]) => host === "cloudfront" || host === "r2" || zone === "route53");

let bed: Testbed;
let root: string;
beforeEach(async () => {
  bed = await startTestbed();
  root = mkdtempSync(path.join(tmpdir(), "mtasts-terraform-"));
});
afterEach(async () => {
  await bed.stop();
  rmSync(root, { recursive: true, force: true });
});

/** Validates a call of each module with the real provider of AWS, and with the emulated ones of Cloudflare and for random values. */
async function validate({ program, mirror }: RealProvider, version: string) {
  const calls = withAws.map(([host, zone]) => {
    const [name, from] = [`${host}-${zone}`, folderOf(host, zone)];
    cpSync(from, path.join(root, name), { recursive: true });
    for (const command of commandsOf(host, zone)) {
      if (/^sed .* (main|versions)\.tf$/u.test(command)) followIn(path.join(root, name), command);
    }
    const place = placeOf(host, zone) as { readonly providers?: object };
    const east = host === "cloudfront" ? { aws: "aws", "aws.us_east_1": "aws.us_east_1" } : {};
    return [
      name,
      { source: `./${name}`, ...firstVariables, ...place, providers: { ...place.providers, ...east } },
    ] as const;
  });
  const { terraform, provider, module } = configurationOf(Object.fromEntries(calls)) as Configuration;
  const aws = [...provider.aws, { alias: "us_east_1", region: "us-east-1" }];
  const required = { ...terraform.required_providers, aws: { source: "hashicorp/aws", version } };
  const whole = { terraform: { required_providers: required }, provider: { ...provider, aws }, module };
  writeFileSync(path.join(root, "main.tf.json"), JSON.stringify(whole));

  const settings = path.join(root, "settings.tfrc");
  const installation = `filesystem_mirror {\n    path = ${JSON.stringify(mirror)}\n  }`;
  writeFileSync(settings, `provider_installation {\n  ${installation}\n}\n`);
  const env = { TF_CLI_CONFIG_FILE: settings };
  const command = terraformIn({ program, folder: root, providers: withoutAws(bed.terraformEnv), env });
  const init = await command("init", "-no-color");
  expect(init).toMatchObject({ exitCode: 0 });
  return await command("validate", "-no-color");
}

interface Configuration {
  readonly terraform: { readonly required_providers: object };
  readonly provider: { readonly aws: readonly object[] };
  readonly module: object;
}

/** What attaches an engine to the emulated providers but those of AWS. */
function withoutAws(env: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const attached = JSON.parse(env["TF_REATTACH_PROVIDERS"] ?? "{}") as object;
  const others = Object.entries(attached).filter(([source]) => !source.endsWith("/aws"));
  return { ...env, TF_REATTACH_PROVIDERS: JSON.stringify(Object.fromEntries(others)) };
}

(real === undefined ? describe.skip : describe)(`the real AWS provider ${AWS_VERSION}`, () => {
  it("takes every module, where the README's commands have rewritten it for version 5", async () => {
    const { exitCode, output } = await validate(real!, AWS_VERSION);
    expect({ exitCode, output }).toEqual({
      exitCode: 0,
      output: expect.stringContaining("The configuration is valid"),
    });
  });
});
