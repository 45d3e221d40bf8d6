import { spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import path from "node:path";
import { openTofu, provideEngines } from "@mtasts/engines";
import { beforeAll, expect, it, jest } from "@jest/globals";

jest.setTimeout(180_000);

const root = path.join(__dirname, "..", "..");
const program = path.join(root, "tools", "demo", "dist", "main.js");
const example = path.join(root, "examples", "cdktf-worker-cloudflare");

let searchPath: string;
beforeAll(async () => {
  ({ searchPath } = await provideEngines([openTofu]));
}, 900_000);

/** Runs the demo to its end, as `npm run demo` does. */
async function demo(args: readonly string[], PATH: string) {
  const child = spawn(process.execPath, [program, "--framework", "cdktf", ...args], {
    env: { ...process.env, PATH },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const output: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => output.push(text));
  }
  const exitCode = await new Promise((resolve) => child.on("close", resolve));
  return { exitCode, output: output.join("") };
}

it("the demo with CDKTF goes through a whole life, and all of it holds", async () => {
  const before = readdirSync(example);
  const { exitCode, output } = await demo(["--host", "worker", "--domain", "example.org"], searchPath);
  expect(output).toMatch(/All of it held, in \d+ s\.\n$/u);
  expect(exitCode).toBe(0);
  expect(output).toContain("CDKTF and the real OpenTofu engine");
  const steps = [...output.matchAll(/^\d+\. (\w+)/gmu)].map(([, word]) => word);
  expect(steps).toEqual(["Settings", "Mistakes", "Deploy", "Change", "Drift", "Enforce", "Roll", "Retire", "Remove"]);
  // What it deploys is nobody's but its own: the example stays as it was.
  expect(readdirSync(example)).toEqual(before);
});

it("the demo with CDKTF says what is missing, and ends", async () => {
  const { exitCode, output } = await demo([], path.join(root, "nowhere"));
  expect(exitCode).toBe(1);
  expect(output).toContain('OpenTofu is missing: no "tofu" on PATH');
});
