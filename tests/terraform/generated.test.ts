import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { readDeploymentOutputs } from "@mtasts/core/deployment-outputs";
import { terraformModules } from "@mtasts/core/generate";
import { openTofu, provideEngines, terraformIn, type TerraformCommand } from "@mtasts/engines";
import { askAsSender, startTestbed, type Testbed } from "@mtasts/testbed";
import { afterEach, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { accountId, cloudflareZoneId, zoneId } from "../e2e/accounts";

jest.setTimeout(60_000);

const mtasts = path.join(__dirname, "..", "..", "packages", "cli", "bundle", "mtasts.cjs");

let program: string;
let bed: Testbed;
let folder: string;
beforeAll(async () => {
  program = (await provideEngines([openTofu])).programs["tofu"]!;
}, 900_000);
afterEach(async () => {
  await bed.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** What the user has in the environment, or writes beside the generated files. */
const region = 'provider "aws" {\n  region = "eu-central-1"\n}\n';

/** Runs `mtasts generate` with its default mode, and gets what it wrote ready. */
async function generate(host: string, zone: string): Promise<Must> {
  bed = await startTestbed(zone === "route53" ? {} : { zones: [] });
  folder = mkdtempSync(path.join(tmpdir(), "mtasts-generated-"));
  const values = ["--domain", "example.com", "--mx", "mail.example.com", "*.example.net"];
  const place = ["--host", host, "--dns", zone, "--rua", "mailto:tls-reports@example.org"];
  const args = ["generate", "--format", "terraform", ...values, ...place, "--out", folder];
  execFileSync(process.execPath, [mtasts, ...args], { stdio: "pipe" });
  if (host === "cloudfront" || zone === "route53") writeFileSync(path.join(folder, "region.tf"), region);
  const env = {
    TF_VAR_zone_id: zone === "route53" ? zoneId : cloudflareZoneId,
    TF_VAR_account_id: accountId,
    TF_VAR_target: "policies.provider.example",
    TF_VAR_access_key_id: "key",
    TF_VAR_secret_access_key: "secret",
  };
  return mustWith(terraformIn({ program, folder, providers: bed.terraformEnv, env }));
}

interface Must {
  (...args: readonly string[]): Promise<string>;
  readonly command: TerraformCommand;
}

function mustWith(command: TerraformCommand): Must {
  const must = async (...args: readonly string[]): Promise<string> => {
    const { exitCode, output } = await command(...args);
    if (exitCode !== 0) throw new Error(`${args.join(" ")} ended with ${exitCode}:\n${output}`);
    return output;
  };
  return Object.assign(must, { command });
}

/** What the comments beside `mode` in the generated file say. */
function editMode(mode: string, maxAge: number): void {
  const file = path.join(folder, "mta-sts.tf");
  const text = readFileSync(file, "utf8");
  expect(text).toContain('Change it to "enforce" after two weeks of clean reports');
  writeFileSync(
    file,
    text.replace(/mode = "\w+"/u, `mode = "${mode}"`).replace(/max_age = \d+/u, `max_age = ${maxAge}`),
  );
}

async function expectServed(mode: string, maxAge: number): Promise<string> {
  const { verdict, id, idOfBody, policy } = await askAsSender(bed, "example.com");
  expect({ verdict, idOfBody }).toEqual({ verdict: "accepted", idOfBody: id });
  expect(policy).toEqual({ mode, mx: ["*.example.net", "mail.example.com"], maxAge });
  return id!;
}

describe("what mtasts generate writes as Terraform", () => {
  it.each(terraformModules.map(({ host, zone }) => [host, zone]))("is valid for %s and %s", async (host, zone) => {
    const must = await generate(host, zone);
    await must("init");
    await must("fmt", "-check", "-diff", "-recursive");
    expect(await must("validate")).toContain("The configuration is valid");
  });

  it.each([
    ["cloudfront", "route53"],
    ["worker", "cloudflare"],
    ["r2", "cloudflare"],
  ])("is protected once its mode was edited as its comment says: %s and %s", async (host, zone) => {
    const must = await generate(host, zone);
    await must("init");
    await must("apply", "-auto-approve");
    await must("plan", "-detailed-exitcode");
    const first = await expectServed("testing", 86_400);

    editMode("enforce", 604_800);
    await must("apply", "-auto-approve");
    const id = await expectServed("enforce", 604_800);
    expect(id).not.toBe(first);
    const outputs = readDeploymentOutputs(JSON.parse(await must("output", "-json")));
    expect(outputs).toMatchObject([{ domain: "example.com", policyId: id }]);

    const { calls } = bed.cloud.control;
    const before = calls.length;
    const { exitCode, output } = await must.command("destroy", "-auto-approve");
    expect({ exitCode, output }).toMatchObject({ exitCode: 1, output: expect.stringContaining("prevent_destroy") });
    expect(calls.slice(before).filter(({ operation }) => operation !== "read")).toEqual([]);
    await expectServed("enforce", 604_800);
  });
});
