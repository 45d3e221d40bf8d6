import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { describe, expect, it } from "@jest/globals";
import { runChild } from "../src/child";
import { folderWith } from "./fixtures";

const cwd = process.cwd();
const node = (code: string) => ({
  program: process.execPath,
  args: ["-e", code],
  cwd,
  env: process.env,
  isQuiet: true,
});

describe("a command", () => {
  it("returns its exit code and its last output", async () => {
    expect(await runChild(node("console.log('out'); console.error('err'); process.exit(3)"))).toEqual({
      exitCode: 3,
      output: expect.stringMatching(/^(out\nerr|err\nout)\n$/u),
    });
    const { output } = await runChild(node("console.log('x'.repeat(1e6) + 'end')"));
    expect(output.length).toBeLessThanOrEqual(100_000);
    expect(output).toMatch(/xend\n$/u);
  });

  it("that a signal ended has the exit code of a shell", async () => {
    expect(await runChild(node("process.kill(process.pid, 'SIGKILL')"))).toMatchObject({ exitCode: 137 });
  });

  it("that is not there is named", async () => {
    await expect(runChild({ ...node(""), program: "no-such-program" })).rejects.toThrow(
      "cannot run no-such-program: spawn no-such-program ENOENT",
    );
  });

  it("can be a line for a shell", async () => {
    const line = { program: "echo one && exit 2", args: [], cwd, env: process.env, isQuiet: true, shell: true };
    expect(await runChild(line)).toEqual({ exitCode: 2, output: "one\n" });
  });

  it("leaves nothing running that it started", async () => {
    const code =
      "const c = require('child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e3)'], { stdio: 'ignore' }); console.log(c.pid); c.unref();";
    const { output } = await runChild(node(code));
    const pid = Number(output);
    expect(pid).toBeGreaterThan(0);
    // The signal is on its way when the command has ended.
    while (isAlive(pid)) await new Promise((resolve) => setTimeout(resolve, 5));
  });

  it("gets the interrupt that this process gets, and is waited for", async () => {
    const folder = folderWith({
      "parent.cjs": `
        const { runChild } = require(${JSON.stringify(path.join(__dirname, "..", "dist", "child.js"))});
        const code = "process.on('SIGINT', () => { console.log('finishing'); setTimeout(() => process.exit(7), 50); }); setInterval(() => {}, 1e3); console.log('ready');";
        runChild({ program: process.execPath, args: ["-e", code], cwd: ".", env: process.env }).then(({ exitCode }) => {
          console.log("ended with " + exitCode);
        });`,
    });
    const parent = spawn(process.execPath, [path.join(folder, "parent.cjs")], { stdio: ["ignore", "pipe", "inherit"] });
    let output = "";
    parent.stdout.setEncoding("utf8").on("data", (text: string) => {
      output += text;
      if (text.includes("ready")) parent.kill("SIGINT");
    });
    expect(await once(parent, "close")).toEqual([0, null]);
    expect(output).toBe("ready\nfinishing\nended with 7\n");
  });
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
