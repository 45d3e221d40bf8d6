import { writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { askAsSender, startTestbed, type Testbed } from "@mtasts/testbed";
import { zoneId } from "../../e2e/accounts";
import { checkOut, type Checkout } from "../../e2e/guides/checkout";
import { addMailHost } from "../../e2e/guides/mail-host";
import { mustRun, runJob } from "../../e2e/guides/run-job";
import { commandsOf, githubJobs, gitlabJobs, type Jobs } from "../../e2e/guides/workflow";

jest.setTimeout(120_000);

let bed: Testbed;
let checkout: Checkout;
let github: Jobs;
let gitlab: Jobs;

/** What the platform itself sets. */
const platform = { AWS_ID_TOKEN: "token" };

async function configure(settings: object = {}): Promise<void> {
  const own = {
    domain: "example.com",
    mx: ["mail.example.com", "*.example.net"],
    rua: "mailto:tls-reports@example.org",
    zoneId,
    ...settings,
  };
  await checkout.write("settings.json", JSON.stringify(own));
}

beforeAll(async () => {
  bed = await startTestbed();
  addMailHost(bed, zoneId);
  checkout = await checkOut({ bed, engine: "tofu", example: "cdktf-cloudfront-route53" });
  await configure();
  github = githubJobs("github-terraform.yml", {});
  gitlab = gitlabJobs("gitlab-terraform.yml", {
    CI_PROJECT_DIR: checkout.folder,
    APPLY_ROLE: "deployer",
    PLAN_ROLE: "looker",
  });
}, 900_000);
afterAll(async () => {
  await checkout.close();
  await bed.stop();
});

describe("the pipelines for Terraform", () => {
  it("apply one at a time, from the main branch only, and give nothing to forks", () => {
    for (const { plan, apply, drift } of [github, gitlab]) {
      expect([plan?.oneAtATime, apply?.oneAtATime]).toEqual([undefined, "mta-sts-prod"]);
      expect(plan?.condition).toMatch(
        /head\.repo\.full_name == github\.repository|SOURCE_PROJECT_ID == \$CI_PROJECT_ID/u,
      );
      expect(apply?.condition).toMatch(/push/u);
      expect(drift?.condition).toMatch(/schedule/u);
      for (const job of [plan, drift]) expect(JSON.stringify(job?.steps)).not.toMatch(/" (apply|destroy)/u);
    }
  });

  it("leave out nothing but what installs tools and asks for keys", () => {
    const actions = [
      "actions/checkout",
      "actions/setup-node",
      "hashicorp/setup-terraform",
      "aws-actions/configure-aws-credentials",
    ];
    for (const { leftOut } of Object.values(github)) {
      expect(leftOut.map((one) => one.replace(/@.*/u, ""))).toEqual([...actions, "npm ci"]);
    }
    for (const { leftOut } of Object.values(gitlab)) {
      expect(leftOut.map((one) => one.split(" ", 2).join(" "))).toEqual([
        "curl --fail",
        "sha256sum --check",
        "unzip -q",
        "npm ci",
      ]);
    }
  });

  it("run the same commands on both platforms, but for GitLab's key", () => {
    expect(Object.keys(gitlab)).toEqual(Object.keys(github));
    const key = `printf '%s' "$AWS_ID_TOKEN" > "$AWS_WEB_IDENTITY_TOKEN_FILE"`;
    for (const [name, job] of Object.entries(gitlab))
      expect(commandsOf(job)).toEqual([key, ...commandsOf(github[name]!)]);
  });

  it("apply the plan that was judged, and look one TTL later", async () => {
    const { output } = await mustRun(checkout, github["apply"]!, platform);
    expect(output).toContain("example.com: testing");
    expect(checkout.slept()).toEqual([300]);
  });

  it("find nothing the next morning", async () => {
    await mustRun(checkout, github["drift"]!, platform);
  });

  it("tell in the morning that somebody has edited the record, and what senders see", async () => {
    const edited = { name: "_mta-sts.example.com", type: "TXT", ttl: 300, values: ['"v=STSv1; id=1;"'] };
    bed.cloud.route53.upsert(zoneId, edited);
    const { failures, output } = await runJob(checkout, github["drift"]!, platform);
    expect(failures.map(({ code }) => code)).toEqual([2, 1]);
    expect(output).toContain('"v=STSv1; id=1;"');
    // What the guide says to do then.
    await checkout.mustSh('terraform -chdir="$STACK" apply -auto-approve', { STACK: "cdktf.out/stacks/mta-sts" });
    expect(await askAsSender(bed, "example.com")).toMatchObject({ verdict: "accepted", policy: { mode: "testing" } });
  });

  it("show a change, and apply it", async () => {
    await configure({ mode: "enforce" });
    const { output } = await mustRun(checkout, github["plan"]!, platform);
    expect(output).toContain("mode: enforce");
    expect((await mustRun(checkout, gitlab["apply"]!, platform)).output).toContain("example.com: enforced");
  });

  it("stop where the construct has vanished, which the engine itself would let pass", async () => {
    const program = path.join(checkout.folder, "index.ts");
    const empty = [
      'import { App, TerraformStack } from "cdktf";',
      'import { AwsProvider } from "cdktf-mtasts/aws";',
      "const app = new App();",
      'const stack = new TerraformStack(app, "mta-sts");',
      'new AwsProvider(stack, "aws", { region: "eu-central-1" });',
      "app.synth();",
      "",
    ];
    await writeFile(program, empty.join("\n"));
    const { failures, output } = await runJob(checkout, gitlab["apply"]!, platform);
    expect(failures).toEqual([{ script: "npx --yes mtasts@0.1.0 check --plan plan.json", code: 1 }]);
    expect(output).toMatch(/removal-without-none/u);
    expect(await askAsSender(bed, "example.com")).toMatchObject({ verdict: "accepted", policy: { mode: "enforce" } });
  });
});
