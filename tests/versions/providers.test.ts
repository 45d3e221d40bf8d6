import { cpSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { compileErrors } from "./compile";
import { createProject, root, type Project } from "./sets";

// Each set of bindings weighs half a gigabyte.
jest.setTimeout(500_000);

const comparison = path.join(root, "tests", "repository", "bindings");

/** The comparison of our argument types with the bindings of AWS alone, under CDK Terrain. */
function ofAwsUnderTerrain(text: string): string {
  const imports = text.match(/^import type .*@cdktf\/provider-aws.*$/gmu) ?? [];
  const members = [...text.matchAll(/(\w+): Differences<\s*(?:aws\.\w+|Omit<aws\.[^>]*>),\s*\w+,?\s*>;/gu)];
  return [
    ...imports.map((line) => line.replace("@cdktf/", "@cdktn/")),
    'import type * as aws from "cdktn-mtasts/aws";',
    'import type { Differences, Nothing } from "./compare.js";',
    `export interface Compared {\n${members.map(([member]) => member).join("\n")}\n}`,
    "export type None = Nothing<Compared[keyof Compared]>;",
  ].join("\n");
}

describe.each([
  ["providers-lowest", "cdktf"],
  ["providers-highest", "cdktn"],
] as const)("%s", (set, framework) => {
  let project: Project;
  beforeAll(() => {
    const ours = `${framework}-mtasts`;
    project = createProject(set, { core: "@mtasts/core", [ours]: ours });
    for (const name of ["compare.ts", "resources.ts"]) {
      cpSync(path.join(comparison, name), path.join(project.folder, name));
    }
  });
  afterAll(() => {
    project.remove();
  });

  it("has the arguments that we set: none unknown, none missing, none of another type", () => {
    const compare = path.join(project.folder, "compare.ts");
    writeFileSync(compare, readFileSync(compare, "utf8").replace('"cdktf"', `"${framework}"`));
    const resources = path.join(project.folder, "resources.ts");
    const text = readFileSync(resources, "utf8");
    if (framework === "cdktn") writeFileSync(resources, ofAwsUnderTerrain(text));
    expect(readFileSync(resources, "utf8").match(/: Differences</gu)?.length).toBeGreaterThan(10);
    expect(compileErrors(project.folder, ["resources.ts"])).toBe("");
  });
});
