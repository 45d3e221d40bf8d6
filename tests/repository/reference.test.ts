import { spawnSync } from "node:child_process";
import { describe, expect, it } from "@jest/globals";
import { root } from "./snippets";

describe("reference pages", () => {
  it("say what the catalogue, the fixtures and the tests say", () => {
    const { stderr, status } = spawnSync(process.execPath, ["tools/docs/main.mjs", "--check"], {
      cwd: root,
      encoding: "utf8",
    });
    expect({ stderr, status }).toEqual({ stderr: "", status: 0 });
  });
});
