import { describe, expect, it } from "@jest/globals";
import { pulumiProgram } from "../../src/generate";
import { combinations, examplePlan } from "./parts";

const plan = examplePlan();

/** That the programs compile is a matter of the built packages, and a test of the repository. */
describe("pulumiProgram", () => {
  it.each(combinations)("is a project: %j", (parts) => {
    const files = pulumiProgram({ ...parts, plan });
    expect(files.map(({ path }) => path)).toEqual(["index.ts", "Pulumi.yaml", "package.json", "tsconfig.json"]);
    const [program = "", , manifest = ""] = files.map(({ content }) => content);
    const imported = [...program.matchAll(/from "(@pulumi\/[^/"]+|pulumi-mtasts)/g)].map(([, name]) => name ?? "");
    const { dependencies } = JSON.parse(manifest) as { dependencies: Record<string, string> };
    expect(Object.keys(dependencies)).toEqual(expect.arrayContaining(imported));
  });

  it("asks for nothing that it does not need", () => {
    const [{ content } = { content: "" }] = pulumiProgram({ plan, host: "cloudfront", zone: "manual" });
    expect(content).not.toContain("Config");
    expect(content).toContain('import { manualDns, MtaSts } from "pulumi-mtasts";');
  });
});
