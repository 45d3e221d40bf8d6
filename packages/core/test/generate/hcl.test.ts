import { describe, expect, it } from "@jest/globals";
import { hclBlock, hclList, hclString } from "../../src/generate/hcl";

describe("HCL", () => {
  it("escapes what would begin a template", () => {
    expect(hclString('a"${b}%{c}$d')).toBe('"a\\"$${b}%%{c}$d"');
  });

  it("writes lists one element a line", () => {
    expect(hclList(["a", "b"], "  ")).toBe('[\n    "a",\n    "b",\n  ]');
    expect(hclList([], "  ")).toBe("[]");
  });

  it("aligns arguments that stand side by side", () => {
    expect(hclBlock('a "b"', [["x", "1"], ["long", "2"], ["list", "[\n  ]"], "", ["y", "3"]])).toBe(
      'a "b" {\n  x    = 1\n  long = 2\n  list = [\n  ]\n\n  y = 3\n}\n',
    );
  });
});
