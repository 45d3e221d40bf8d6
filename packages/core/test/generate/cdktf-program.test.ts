import { describe, expect, it } from "@jest/globals";
import { cdktfProgram } from "../../src/generate";
import { combinations, examplePlan } from "./parts";

const plan = examplePlan();

describe("cdktfProgram", () => {
  it.each(combinations)("is a project: %j", (parts) => {
    const files = cdktfProgram({ ...parts, plan });
    expect(files.map(({ path }) => path)).toEqual(["main.ts", "cdktf.json", "package.json", "tsconfig.json"]);
    for (const { path, content } of files)
      if (path.endsWith(".json")) expect(() => JSON.parse(content) as unknown).not.toThrow();
  });

  it("asks for nothing that it does not need", () => {
    const [{ content } = { content: "" }] = cdktfProgram({ plan, host: "cloudfront", zone: "manual" });
    expect(content).not.toContain("TerraformVariable");
  });
});
