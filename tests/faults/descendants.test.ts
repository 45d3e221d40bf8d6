import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, it } from "@jest/globals";
import { descendants } from "./kit/descendants";

it("finds what a process has started, also in a group of its own", async () => {
  const script = `
    const { spawn } = require("node:child_process");
    const child = spawn("sleep", ["30"], { detached: true, stdio: "ignore" });
    console.log(child.pid);
    setInterval(() => {}, 1000);`;
  const parent = spawn(process.execPath, ["-e", script]);
  const [output] = (await once(parent.stdout, "data")) as [Buffer];
  const grandchild = Number(output.toString());
  const found = descendants(process.pid);
  expect(found).toEqual(expect.arrayContaining([parent.pid, grandchild]));
  expect(descendants(parent.pid ?? 0)).toEqual([grandchild]);
  process.kill(grandchild, "SIGKILL");
  parent.kill("SIGKILL");
});
