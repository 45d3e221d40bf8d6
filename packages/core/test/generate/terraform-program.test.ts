import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { readDeploymentOutputs } from "../../src/deployment-outputs";
import { terraformProgram, type ProgramHost } from "../../src/generate";
import { combinations, examplePlan } from "./parts";

const offered = combinations.flatMap(({ host, zone }) => (isOffered(host) ? [{ host, zone }] : []));

function isOffered(host: ProgramHost): host is Exclude<ProgramHost, "r2"> {
  return host !== "r2";
}

const engine = ["terraform", "tofu"].find((name) => spawnSync(name, ["version"]).status === 0);
const withEngine = engine === undefined ? it.skip : it;
if (engine === undefined) {
  const problem = "neither terraform nor tofu is on PATH";
  if (process.env["CI"] !== undefined) throw new Error(problem);
  console.warn(`skipped: ${problem}`);
}

let scratch: string;
beforeAll(() => {
  scratch = mkdtempSync(path.join(tmpdir(), "mtasts-hcl-"));
});
afterAll(() => {
  rmSync(scratch, { recursive: true, force: true });
});

function run(...args: readonly string[]): string {
  return execFileSync(
    engine ?? "",
    [...args, "-no-color"].filter((arg) => arg !== ""),
    { cwd: scratch, encoding: "utf8" },
  );
}

describe("terraformProgram", () => {
  withEngine.each(offered)("is written as the formatter writes: %j", (parts) => {
    for (const mode of ["testing", "enforce"] as const) {
      const files = terraformProgram({ ...parts, plan: examplePlan({ mode, revision: 1 }) });
      for (const { path: name, content } of files) {
        const { stdout, stderr } = spawnSync(engine ?? "", ["fmt", "-"], { input: content, encoding: "utf8" });
        expect({ name, stdout, failed: stderr.includes("Error") }).toEqual({ name, stdout: content, failed: false });
      }
    }
  });

  withEngine(
    "makes the very bytes and the very id of the plan, and outputs that a check can expect",
    () => {
      const plan = examplePlan({ mode: "enforce", revision: 3 });
      const [policy] = terraformProgram({ plan, host: "cloudfront", zone: "route53" });
      writeFileSync(path.join(scratch, "policy.tf"), policy?.content ?? "");
      run("init", "-input=false");
      run("apply", "-auto-approve", "-input=false");
      const { tlsRpt, sts } = plan.records;
      expect(readDeploymentOutputs(JSON.parse(run("output", "-json")))).toEqual([
        { domain: "example.com", policyId: plan.policyId, policyText: plan.site.body, records: [tlsRpt, sts] },
      ]);
    },
    60_000,
  );

  it("guards what was enforced, and nothing else", () => {
    const all = (mode: "testing" | "enforce") =>
      terraformProgram({ plan: examplePlan({ mode }), host: "cloudfront", zone: "route53" })
        .map(({ content }) => content)
        .join("");
    expect(all("testing")).not.toContain("prevent_destroy");
    expect(all("enforce").match(/prevent_destroy/g)).toHaveLength(5);
  });
});
