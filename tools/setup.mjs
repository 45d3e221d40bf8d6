// Makes a fresh clone ready: installs the dependencies, builds the packages, and has the engines at hand. Each step is
// skipped where its result is there already. With --quiet it is silent, and leaves the engines to the demo, which alone knows
// which of them it needs.
import { spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const quiet = process.argv.includes("--quiet");

function fail(message) {
  console.error(message);
  process.exit(1);
}

function step(title, command, args) {
  if (!quiet) console.log(title);
  const { status, stdout } = spawnSync(command, args, {
    cwd: root,
    stdio: ["ignore", quiet ? "pipe" : "inherit", "inherit"],
    encoding: "utf8",
  });
  if (status === 0) return;
  if (stdout) console.error(stdout);
  fail(`"${[command, ...args].join(" ")}" ended with ${status}`);
}

function isInstalled() {
  const installed = path.join(root, "node_modules", ".package-lock.json");
  return existsSync(installed) && statSync(installed).mtimeMs >= statSync(path.join(root, "package-lock.json")).mtimeMs;
}

if (Number(process.versions.node.split(".")[0]) < 20) fail(`Node.js 20 or later is needed, this is ${process.version}`);
if (!isInstalled()) step("installing dependencies …", "npm", ["ci", "--no-audit", "--no-fund"]);
step("building …", "npm", ["run", "--silent", "build"]);
if (!quiet) step("looking for the engines …", process.execPath, ["tools/engines/dist/main.js"]);
