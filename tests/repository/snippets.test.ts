import { describe, expect, it } from "@jest/globals";
import { compile } from "./compile";
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
});
