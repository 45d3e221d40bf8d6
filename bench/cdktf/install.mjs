// What a program installs beside the framework: this package with its dependencies, or the bindings of the provider.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const root = path.join(import.meta.dirname, "..", "..");
const bindings = path.join(root, "tests", "repository", "bindings");
const quiet = { stdio: ["ignore", "ignore", "inherit"] };
const plain = ["--no-audit", "--no-fund", "--workspaces=false"];

/** Both sizes, in MiB, and the number of files. */
export function measureInstall() {
  const scratch = mkdtempSync(path.join(tmpdir(), "mtasts-bench-"));
  try {
    for (const name of ["core", "cdktf-mtasts"]) {
      execFileSync("npm", ["pack", "--ignore-scripts", "--pack-destination", scratch], {
        cwd: path.join(root, "packages", name),
        ...quiet,
      });
    }
    const archives = readdirSync(scratch).map((name) => `./${name}`);
    writeFileSync(path.join(scratch, "package.json"), '{ "private": true }');
    // The framework is a peer, and everybody has it anyway.
    execFileSync("npm", ["install", "--legacy-peer-deps", ...plain, ...archives], { cwd: scratch, ...quiet });
    execFileSync("npm", ["ci", ...plain], { cwd: bindings, ...quiet });
    const ours = sizeOf(path.join(scratch, "node_modules"));
    const bound = sizeOf(path.join(bindings, "node_modules", "@cdktf", "provider-aws"));
    return { ours, bindings: bound, percent: (100 * ours.mib) / bound.mib };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function sizeOf(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const bytes = files.reduce((sum, { parentPath, path: old, name }) => {
    return sum + statSync(path.join(parentPath ?? old, name)).size;
  }, 0);
  return { mib: bytes / 2 ** 20, files: files.length };
}
