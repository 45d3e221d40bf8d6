import { describe, expect, it } from "@jest/globals";
import { walkthroughOf } from "./walkthrough";

const page = (body: string): string =>
  `# Title\n\n## First\n\nNothing here.\n\n## Start\n\n${body}\n\n## Later\n\nMore.\n`;

describe("a section of a README", () => {
  it("is the commands, programs and results of its blocks, in order", () => {
    const body = [
      "In a project made by `pulumi new typescript`:",
      "```sh\nnpm install a b   # both\n```",
      "Then, in `index.ts`:",
      "```ts\n// ## no heading\nexport const a = 1;\n```",
      "```sh\npulumi up\n```",
      "```text\n$ dig\n```",
    ].join("\n\n");
    expect(walkthroughOf(page(body), "Start")).toEqual({
      startsWith: "pulumi new typescript",
      steps: [
        { kind: "command", line: "npm install a b" },
        { kind: "program", file: "index.ts", code: "// ## no heading\nexport const a = 1;\n" },
        { kind: "command", line: "pulumi up" },
        { kind: "result", text: "$ dig\n" },
      ],
    });
  });

  it.each([
    [
      "a program that no file is named for",
      "Write this:\n\n```ts\nexport {};\n```",
      "nothing says which file holds this program",
    ],
    [
      "a block of which it is unclear what to do",
      "```json\n{}\n```",
      "nothing says what to do with this block of json",
    ],
    ["a placeholder in a command", "```sh\npulumi up --stack <stack>\n```", "leaves something to be filled in"],
  ])("is refused with %s", (_, body, message) => {
    expect(() => walkthroughOf(page(body), "Start")).toThrow(message);
  });

  it("has to be there", () => {
    expect(() => walkthroughOf(page(""), "Finish")).toThrow('there is no section "Finish"');
  });
});
