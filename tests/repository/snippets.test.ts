import { describe, expect, it } from "@jest/globals";
import { compile, stockOptions } from "./compile";
import { exampleSnippets, filesBelow, markdownSnippets, type Snippet } from "./snippets";

const packages = ["check", "core", "pulumi-mtasts", "cdktf-mtasts", "cdktn-mtasts"];
const readmes = ["README.md", ...packages.map((name) => `packages/${name}/README.md`)];
const markdown = [...readmes, ...filesBelow("docs", ".md")].flatMap(markdownSnippets);
const examples = ["packages/check/src", "packages/core/src", "packages/pulumi-mtasts/src", "packages/cdktf-mtasts/src"]
  .flatMap((folder) => filesBelow(folder, ".ts"))
  .flatMap(exampleSnippets);

describe("documentation", () => {
  it("has code to compile", () => {
    expect(markdown.length).toBeGreaterThan(0);
    expect(examples.length).toBeGreaterThan(0);
  });

  it("notices a snippet that does not compile", () => {
    const wrong: Snippet = { place: "here", code: 'import { MtaSts } from "pulumi-mtasts";\nnew MtaSts(1);\n' };
    expect(compile([wrong]).get(wrong)).not.toEqual([]);
  });

  const results = compile([...markdown, ...examples]);
  it.each([...results].map(([{ place }, problems]) => [place, problems] as const))("%s compiles", (_, problems) => {
    expect(problems).toEqual([]);
  });

  const ofTerraform = (code: string): boolean => /"cdkt[fn](?:-mtasts)?[/"]/u.test(code);
  it.each([
    ["cdktf init", "cdktf-typescript", "tsconfig.json", ofTerraform],
    // As old as most projects are; what it creates now differs in the resolution, in which all of them were compiled above.
    [
      "pulumi new, until March 2026,",
      "pulumi-aws-typescript",
      "tsconfig-2024.json",
      (code: string) => !ofTerraform(code),
    ],
  ] as const)("compiles in the project that %s creates", (_, layout, file, belongs) => {
    const options = stockOptions(layout, file);
    const found = [
      ...compile(
        markdown.filter(({ code }) => belongs(code)),
        options,
      ),
      // Pieces of a program that go on.
      ...compile(
        examples.filter(({ code }) => belongs(code)),
        { ...options, noUnusedLocals: false },
      ),
    ];
    expect(found.length).toBeGreaterThan(10);
    expect(found.flatMap(([{ place }, problems]) => problems.map((problem) => `${place}: ${problem}`))).toEqual([]);
  });
});
