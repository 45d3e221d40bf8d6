import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { planDeployment } from "@mtasts/core";
import { type ProgramZone, terraformProgram } from "@mtasts/core/generate";
import { openTofu, provideEngines, terraformIn, type TerraformCommand } from "@mtasts/engines";
import { askAsSender, startTestbed, type Testbed } from "@mtasts/testbed";
import { afterEach, beforeAll, expect, it, jest } from "@jest/globals";
import { accountId, cloudflareZoneId, zoneId } from "../e2e/accounts";

jest.setTimeout(60_000);

let program: string;
let bed: Testbed;
let folder: string;
beforeAll(async () => {
  program = (await provideEngines([openTofu])).programs["tofu"]!;
}, 900_000);
afterEach(async () => {
  await bed.stop();
  await rm(folder, { recursive: true, force: true });
});

/** What the user has in the environment, or writes beside the generated files. */
const region = 'provider "aws" {\n  region = "eu-central-1"\n}\n';

/** Writes what `mtasts generate` writes, and gets it ready. */
async function generate(host: "cloudfront" | "worker", zone: ProgramZone): Promise<TerraformCommand> {
  bed = await startTestbed(zone === "route53" ? {} : { zones: [] });
  folder = await mkdtemp(path.join(tmpdir(), "mtasts-generated-"));
  const plan = planDeployment({
    domain: "example.com",
    mx: ["mail.example.com", "*.example.net"],
    mode: "enforce",
    tlsRpt: { rua: "mailto:tls-reports@example.org" },
  });
  if (!plan.ok) throw new Error("the configuration is wrong");
  for (const file of terraformProgram({ plan: plan.value, host, zone })) {
    await writeFile(path.join(folder, file.path), file.content);
  }
  if (host === "cloudfront") await writeFile(path.join(folder, "region.tf"), region);
  const env = { TF_VAR_zone_id: zone === "route53" ? zoneId : cloudflareZoneId, TF_VAR_account_id: accountId };
  return terraformIn({ program, folder, providers: bed.terraformEnv, env });
}

it.each([
  ["cloudfront", "route53"],
  ["cloudfront", "cloudflare"],
  ["worker", "cloudflare"],
] as const)("a generated program for %s and %s deploys the same policy under the same id", async (host, zone) => {
  const command = await generate(host, zone);
  const must = async (...args: readonly string[]): Promise<string> => {
    const { exitCode, output } = await command(...args);
    if (exitCode !== 0) throw new Error(`${args.join(" ")} ended with ${exitCode}:\n${output}`);
    return output;
  };
  await must("init");
  await must("fmt", "-check", "-diff");
  await must("validate");
  await must("apply", "-auto-approve");
  await must("plan", "-detailed-exitcode");
  const { verdict, id, idOfBody, policy } = await askAsSender(bed, "example.com");
  expect({ verdict, idOfBody }).toEqual({ verdict: "accepted", idOfBody: id });
  expect(policy).toEqual({ mode: "enforce", mx: ["*.example.net", "mail.example.com"], maxAge: 2_419_200 });
  expect((await command("destroy", "-auto-approve")).output).toContain("prevent_destroy");
  expect((await askAsSender(bed, "example.com")).verdict).toBe("accepted");
});
