import { chmod, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { devNull, tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "@jest/globals";
import { terraformIn } from "@mtasts/engines";

let scratch: string;
const before = process.env;
beforeEach(async () => {
  scratch = await realpath(await mkdtemp(path.join(tmpdir(), "mtasts-engines-test-")));
  process.env = { ...before, TF_LOG: "trace", AWS_PROFILE: "private", CLOUDFLARE_API_TOKEN: "private" };
});
afterEach(async () => {
  process.env = before;
  await rm(scratch, { recursive: true, force: true });
});

it("runs in the folder, with the providers and without what the caller has configured", async () => {
  const program = path.join(scratch, "tofu");
  await writeFile(program, '#!/bin/sh\necho "$PWD $@"\nenv | grep -E "^(TF|AWS|CLOUDFLARE|OWN)_" | sort\nexit 2\n');
  await chmod(program, 0o755);
  const providers = { TF_REATTACH_PROVIDERS: "{}" };
  const command = terraformIn({ program, folder: scratch, providers, env: { OWN_VARIABLE: "x" } });
  const { exitCode, output } = await command("plan", "-detailed-exitcode");
  expect(exitCode).toBe(2);
  expect(output.trim().split("\n")).toEqual([
    `${scratch} plan -detailed-exitcode`,
    "OWN_VARIABLE=x",
    `TF_CLI_CONFIG_FILE=${devNull}`,
    "TF_INPUT=false",
    "TF_IN_AUTOMATION=true",
    "TF_REATTACH_PROVIDERS={}",
  ]);
});
