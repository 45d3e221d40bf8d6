import { tmpdir } from "node:os";
import { describe, expect, it } from "@jest/globals";
import { runCommand } from "../src/run-command";

const options = { cwd: tmpdir(), env: process.env };

describe("runCommand", () => {
  it("returns the exit code and what was printed", async () => {
    const result = await runCommand("/bin/sh", ["-c", "echo out; echo err >&2; exit 7"], options);
    expect(result.exitCode).toBe(7);
    expect(result.output.split("\n").sort()).toEqual(["", "err", "out"]);
  });

  it("shows the command as a person would type it", async () => {
    const { command } = await runCommand("/bin/true", ["config", "set", "mx", '["a b"]', "it's"], {
      ...options,
      shownAs: "pulumi",
    });
    expect(command).toBe(`pulumi config set mx '["a b"]' 'it'\\''s'`);
  });

  it("ends a command that takes too long, with all that it has started", async () => {
    const started = Date.now();
    const result = await runCommand("/bin/sh", ["-c", "sleep 60 & sleep 60"], { ...options, timeoutMs: 100 });
    expect(result.exitCode).toBe(128);
    expect(Date.now() - started).toBeLessThan(5_000);
  });

  it("rejects where there is no such program", async () => {
    await expect(runCommand("/nonexistent/program", [], options)).rejects.toThrow("ENOENT");
  });
});
