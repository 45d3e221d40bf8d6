import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "@jest/globals";
import ts from "typescript";

const packages = path.join(__dirname, "..", "..");

/** The members of an interface, and which of them may be left out. */
function membersOf(file: string): readonly string[] {
  const name = path.join(packages, file);
  const source = ts.createSourceFile(name, readFileSync(name, "utf8"), ts.ScriptTarget.ES2022, true);
  const found = source.statements.filter(ts.isInterfaceDeclaration).find((one) => one.name.text === "MtaStsArgs");
  return (found?.members ?? [])
    .map((member) => `${member.name?.getText() ?? ""}${member.questionToken === undefined ? "" : "?"}`)
    .sort();
}

describe("the arguments for other languages", () => {
  it("are those of the native component", () => {
    const native = membersOf("pulumi-mtasts/src/args.ts");
    expect(native).toContain("domain");
    expect(membersOf("pulumi-resource-mtasts/src/args.ts")).toEqual(native);
  });
});
