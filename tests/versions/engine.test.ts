import { writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { openDeployment, type Deployment } from "../e2e/deployment";
import { createProject, type Project } from "./sets";

// Packages may have to be fetched first.
jest.setTimeout(420_000);

const program = `
const { MtaSts } = require("pulumi-mtasts");
const { cloudflareDns, worker } = require("pulumi-mtasts/cloudflare");
const zoneId = "c0ffee000000000000000000000000e1";
new MtaSts("mail", {
  domain: "example.com",
  mode: "enforce",
  mx: ["mail.example.com"],
  tlsRpt: { rua: "mailto:tls-reports@example.org" },
  host: worker({ accountId: "acc00000000000000000000000000001", zoneId }),
  dns: cloudflareDns({ zoneId }),
});
`;

describe("the lowest versions, on the real engine", () => {
  let project: Project;
  let deployment: Deployment;
  beforeAll(async () => {
    project = createProject("pulumi-lowest", {
      core: "@mtasts/core",
      check: "@mtasts/check",
      "pulumi-mtasts": "pulumi-mtasts",
    });
    writeFileSync(path.join(project.folder, "package.json"), '{ "name": "lowest", "main": "index.js" }\n');
    writeFileSync(path.join(project.folder, "Pulumi.yaml"), "name: lowest\nruntime: nodejs\n");
    writeFileSync(path.join(project.folder, "index.js"), program);
    deployment = await openDeployment(project.folder, { zones: [] });
  });
  afterAll(async () => {
    await deployment.close();
    project.remove();
  });

  it("deploy a policy that a sender accepts, and show no change afterwards", async () => {
    await deployment.mustPulumi("up");
    expect(await deployment.look()).toMatchObject({ verdict: "accepted", status: 200 });
    await deployment.mustPulumi("preview", "--refresh", "--expect-no-changes");
  });

  it("refuse a destroy in enforce", async () => {
    const { exitCode } = await deployment.pulumi("destroy");
    expect(exitCode).not.toBe(0);
    expect(await deployment.look()).toMatchObject({ verdict: "accepted" });
  });
});
