import path from "node:path";
import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { askAsSender, startTestbed, type Testbed } from "@mtasts/testbed";
import { zoneId } from "../accounts";
import { checkOut, type Checkout } from "./checkout";
import { addMailHost } from "./mail-host";
import { mustRun, runJob } from "./run-job";
import { commandsOf, githubJobs, gitlabJobs, type Jobs } from "./workflow";

jest.setTimeout(120_000);

let bed: Testbed;
let checkout: Checkout;
let github: Jobs;
let gitlab: Jobs;

/** What the platform itself sets. */
const platform = { AWS_ID_TOKEN: "token" };

/** What the repository holds besides the program: the settings of the stack, which was made by hand, once. */
async function configure(settings: Readonly<Record<string, string>> = {}): Promise<void> {
  const own = {
    zoneId,
    domain: "example.com",
    mx: '["mail.example.com", "*.example.net"]',
    rua: "mailto:tls-reports@example.org",
    mode: "enforce",
    // So that the engine itself would let the last change below pass.
    allowDestroy: "true",
    ...settings,
  };
  const lines = Object.entries(own).map(([key, value]) => `  pulumi-cloudfront-route53:${key}: ${value}\n`);
  await checkout.write("Pulumi.prod.yaml", `config:\n  aws:region: eu-central-1\n${lines.join("")}`);
}

beforeAll(async () => {
  bed = await startTestbed();
  addMailHost(bed, zoneId);
  checkout = await checkOut({ bed, engine: "pulumi", example: "pulumi-cloudfront-route53" });
  await checkout.mustSh("pulumi stack init prod");
  await configure();
  const { folder } = checkout;
  const backend = `file://${path.join(folder, "..", "..")}`;
  github = githubJobs("github-pulumi.yml", {
    "vars.PULUMI_BACKEND_URL": backend,
    "secrets.PULUMI_CONFIG_PASSPHRASE": "",
  });
  gitlab = gitlabJobs("gitlab-pulumi.yml", { CI_PROJECT_DIR: folder, DEPLOY_ROLE: "deployer", PREVIEW_ROLE: "looker" });
}, 900_000);
afterAll(async () => {
  await checkout.close();
  await bed.stop();
});

describe("the pipelines for Pulumi", () => {
  it("deploy one at a time, from the main branch only, and give nothing to forks", () => {
    for (const { preview, deploy, drift } of [github, gitlab]) {
      expect([preview?.oneAtATime, deploy?.oneAtATime]).toEqual([undefined, "mta-sts-prod"]);
      expect(preview?.condition).toMatch(
        /head\.repo\.full_name == github\.repository|SOURCE_PROJECT_ID == \$CI_PROJECT_ID/u,
      );
      expect(deploy?.condition).toMatch(/push/u);
      expect(drift?.condition).toMatch(/schedule/u);
      for (const job of [preview, drift]) expect(JSON.stringify(job?.steps)).not.toMatch(/pulumi (up|destroy)/u);
    }
  });

  it("leave out nothing but what installs tools and asks for keys", () => {
    const actions = [
      "actions/checkout",
      "actions/setup-node",
      "pulumi/actions",
      "aws-actions/configure-aws-credentials",
    ];
    for (const { leftOut } of Object.values(github)) {
      expect(leftOut.map((one) => one.replace(/@.*/u, ""))).toEqual([...actions, "npm ci"]);
    }
    for (const { leftOut } of Object.values(gitlab)) expect(leftOut).toEqual(["npm ci"]);
  });

  it("run the same commands on both platforms, but for GitLab's key", () => {
    expect(Object.keys(gitlab)).toEqual(Object.keys(github));
    const key = `printf '%s' "$AWS_ID_TOKEN" > "$AWS_WEB_IDENTITY_TOKEN_FILE"`;
    for (const [name, job] of Object.entries(gitlab))
      expect(commandsOf(job)).toEqual([key, ...commandsOf(github[name]!)]);
  });

  it("deploy, and look one TTL later", async () => {
    const { output } = await mustRun(checkout, github["deploy"]!, platform);
    expect(output).toContain("example.com: enforced");
    expect(checkout.slept()).toEqual([300]);
  });

  it("find nothing the next morning", async () => {
    await mustRun(checkout, github["drift"]!, platform);
  });

  it("tell in the morning that somebody has edited the record, and what senders see", async () => {
    const edited = { name: "_mta-sts.example.com", type: "TXT", ttl: 300, values: ['"v=STSv1; id=1;"'] };
    bed.cloud.route53.upsert(zoneId, edited);
    const { failures, output } = await runJob(checkout, github["drift"]!, platform);
    expect(failures.map(({ code }) => code)).toEqual([255, 1]);
    expect(output).toContain('"v=STSv1; id=1;"');
    // What the guide says to do then.
    await checkout.mustSh("pulumi up --refresh --yes", { PULUMI_STACK: "prod" });
    expect(await askAsSender(bed, "example.com")).toMatchObject({ verdict: "accepted", policy: { mode: "enforce" } });
  });

  it("show a change, and let it pass", async () => {
    await configure({ maxAge: "604800" });
    const { output } = await mustRun(checkout, github["preview"]!, platform);
    expect(output).toContain("+ max_age: 604800");
  });

  it("stop at a change that takes the host away from a policy in force", async () => {
    await configure({ domain: "example.org" });
    const { failures } = await runJob(checkout, gitlab["deploy"]!, platform);
    expect(failures).toEqual([{ script: "pulumi preview --json --show-sames > plan.json", code: 255 }]);
    expect(await askAsSender(bed, "example.com")).toMatchObject({ verdict: "accepted", policy: { mode: "enforce" } });
  });
});
