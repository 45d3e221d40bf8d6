import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { firstSettings, openDeployment, type Deployment } from "./deployment";
import { childrenOf, type Child } from "./stack-state";

jest.setTimeout(60_000);

const root = path.join(__dirname, "..", "..");
const program = path.join(__dirname, "aws6");
const installed = path.join(program, "node_modules");

/** Installs the program's own packages, and ours beside them as a user has them: copies, which see that version. */
function install(): void {
  if (!existsSync(path.join(installed, "@pulumi", "aws", "package.json"))) {
    const args = ["ci", "--no-audit", "--no-fund", "--workspaces=false", "--ignore-scripts"];
    const { status } = spawnSync("npm", args, { cwd: program, stdio: ["ignore", "ignore", "inherit"] });
    if (status !== 0) throw new Error("@pulumi/aws 6 could not be installed");
  }
  for (const [folder, name] of [
    ["core", "@mtasts/core"],
    ["pulumi-mtasts", "pulumi-mtasts"],
  ] as const) {
    const target = path.join(installed, name);
    rmSync(target, { recursive: true, force: true });
    mkdirSync(target, { recursive: true });
    for (const part of ["package.json", "dist", "src"])
      cpSync(path.join(root, "packages", folder, part), path.join(target, part), { recursive: true });
  }
}

let deployment: Deployment;
let children: readonly Child[];
beforeAll(async () => {
  install();
  deployment = await openDeployment(program);
  const { "aws:region": _, ...settings } = firstSettings;
  await deployment.configure(settings);
  await deployment.mustPulumi("up");
  children = await childrenOf(deployment);
}, 240_000);
afterAll(() => deployment.close());

describe("the policy on CloudFront with @pulumi/aws 6", () => {
  it("compiles, and so does our own source", () => {
    const compiler = path.join(root, "node_modules", "typescript", "lib", "tsc.js");
    const { stdout } = spawnSync(process.execPath, [compiler, "--project", program], { encoding: "utf8" });
    expect(stdout).toBe("");
  });

  it("is deployed, and accepted by a sender", async () => {
    expect(await deployment.look()).toMatchObject({ verdict: "accepted", status: 200 });
    await deployment.mustPulumi("preview", "--refresh", "--expect-no-changes");
  });

  it("gives no resource a region", () => {
    expect(children).toHaveLength(13);
    for (const { inputs } of children) expect(inputs).not.toHaveProperty("region");
  });

  it("asks the given provider for the certificate, and the component's for all else", () => {
    const inUsEast1 = children.filter(({ provider = "" }) => provider.includes("::us-east-1::"));
    expect(inUsEast1.map(({ type }) => type).sort()).toEqual([
      "aws:acm/certificate:Certificate",
      "aws:acm/certificateValidation:CertificateValidation",
    ]);
    const others = children.filter((child) => !inUsEast1.includes(child));
    for (const { provider } of others) expect(provider).toContain("::account::");
  });

  it("types the arguments of a transform by that version", () => {
    const distribution = children.find(({ type }) => type === "aws:cloudfront/distribution:Distribution");
    expect(distribution?.inputs["priceClass"]).toBe("PriceClass_100");
  });
});
