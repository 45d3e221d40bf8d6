import { execFileSync, spawnSync } from "node:child_process";
import { beforeAll, describe, expect, it } from "@jest/globals";
import { mtasts } from "./harness";

let script: string;
beforeAll(async () => {
  script = (await mtasts(["completion", "bash"])).out;
});

/** What bash offers at the end of a line. */
function offered(...words: readonly string[]): readonly string[] {
  const quoted = words.map((word) => `'${word}'`).join(" ");
  const code = `${script}\nCOMP_WORDS=(${quoted}); COMP_CWORD=${words.length - 1}; _mtasts; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const out = execFileSync("bash", ["--norc", "-c", code], { encoding: "utf8", cwd: __dirname });
  return out.split("\n").filter((line) => line !== "");
}

describe("completion in bash", () => {
  it.each([
    [["mtasts", "ch"], ["check"]],
    [["mtasts", "check", "--f"], ["--fail-on"]],
    [
      ["mtasts", "check", "--fail-on", ""],
      ["error", "warning"],
    ],
    [["mtasts", "check", "--fail-on", "w"], ["warning"]],
    [["mtasts", "check", "--timeout", ""], []],
    [["mtasts", "check", "--expect", "completion.t"], ["completion.test.ts"]],
    [["mtasts", "lint", "s"], ["sts-record"]],
    [["mtasts", "generate", "--format", "p"], ["pulumi"]],
    [["mtasts", "completion", "z"], ["zsh"]],
    [
      ["mtasts", "diff", "--h"],
      ["--https-port", "--help"],
    ],
    [["mtasts", "nothing", ""], []],
  ])("after %j offers %j", (words, expected) => {
    expect([...offered(...words)].sort()).toEqual([...expected].sort());
  });

  it("offers every command", () => {
    expect(offered("mtasts", "")).toEqual(
      expect.arrayContaining(["check", "lint", "generate", "diff", "retire", "completion"]),
    );
  });
});

describe.each([
  ["zsh", ["-n"]],
  ["fish", ["--no-execute"]],
] as const)("completion in %s", (shell, check) => {
  const isThere = spawnSync(shell, ["--version"]).status === 0;
  (isThere ? it : it.skip)("is a script that the shell can read", async () => {
    const { out } = await mtasts(["completion", shell]);
    expect(spawnSync(shell, [...check], { input: out, encoding: "utf8" })).toMatchObject({ status: 0, stderr: "" });
  });

  it("names every option", async () => {
    const { out } = await mtasts(["completion", shell]);
    for (const option of ["longest-max-age", "allow-private", "fail-on", "from-dns"]) expect(out).toContain(option);
  });
});
