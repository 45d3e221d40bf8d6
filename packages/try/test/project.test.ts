import path from "node:path";
import { describe, expect, it } from "@jest/globals";
import { findProject } from "../src/project";
import { folderWith } from "./fixtures";

describe("the program in a folder", () => {
  it("is Pulumi's, CDKTF's, or Terraform's, in this order", () => {
    const pulumi = folderWith({ "Pulumi.yaml": "name: a", "cdktf.json": "{}", "main.tf": "" });
    expect(findProject(pulumi)).toEqual({ kind: "pulumi", folder: pulumi, file: path.join(pulumi, "Pulumi.yaml") });
    const cdktf = folderWith({
      "cdktf.json": '{ "app": "npx ts-node main.ts", "context": { "a": 1 } }',
      "main.tf": "",
    });
    expect(findProject(cdktf)).toEqual({
      kind: "cdktf",
      folder: cdktf,
      app: "npx ts-node main.ts",
      context: '{"a":1}',
    });
    const terraform = folderWith({ "main.tf.json": "{}" });
    expect(findProject(terraform)).toEqual({ kind: "terraform", folder: terraform });
  });

  it.each([
    [
      {},
      /^no program in .*: expected Pulumi\.yaml, cdktf\.json, or \*\.tf; run this in your program's folder, or make one/u,
    ],
    [{ "cdktf.json": "{" }, /cdktf\.json: is not valid JSON: /u],
    [{ "cdktf.json": "1" }, /cdktf\.json: must be a JSON object$/u],
    [{ "cdktf.json": "{}" }, /cdktf\.json: "app" must be the command that runs the program$/u],
  ])("is missed in %j", (files, message) => {
    expect(() => findProject(folderWith(files))).toThrow(message);
  });
});
