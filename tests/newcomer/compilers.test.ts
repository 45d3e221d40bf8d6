import { spawnSync } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { root } from "../repository/snippets";
import { pack, published, unpack } from "../repository/tarballs";

// The declarations of whole clouds are checked.
jest.setTimeout(300_000);

const libraries = [...published].filter(([name]) => name !== "mtasts" && name !== "pulumi-resource-mtasts");

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "mtasts-compilers-"));
  const modules = path.join(folder, "node_modules");
  mkdirSync(modules);
  const tarballs = pack(
    libraries.map(([, from]) => from),
    folder,
  );
  linkPackages(
    path.join(root, "node_modules"),
    modules,
    tarballs.map(({ name }) => name),
  );
  mkdirSync(path.join(modules, "@mtasts"));
  for (const { name, filename } of tarballs) {
    const unpacked = unpack(path.join(folder, filename), path.join(folder, "unpacked", name));
    renameSync(unpacked, path.join(modules, name));
  }
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** What this workspace has installed, except for what is of our own. */
function linkPackages(from: string, to: string, ours: readonly string[]): void {
  for (const name of readdirSync(from)) {
    if (!ours.includes(name) && !name.startsWith(".") && name !== "@mtasts") {
      symlinkSync(path.join(from, name), path.join(to, name));
    }
  }
}

/** A program that uses every entry of every library. */
function everyEntry(): string {
  const entries = libraries.flatMap(([name, from]) => {
    const { exports } = JSON.parse(readFileSync(path.join(from, "package.json"), "utf8")) as {
      readonly exports: Readonly<Record<string, unknown>>;
    };
    return Object.keys(exports).flatMap((entry) => (entry.endsWith(".json") ? [] : path.posix.join(name, entry)));
  });
  const names = entries.map((_, i) => `e${i}`);
  return [
    ...entries.map((entry, i) => `import * as e${i} from "${entry}";`),
    `export const used = [${names.join(", ")}];\n`,
  ].join("\n");
}

const base = { strict: true, noEmit: true, skipLibCheck: false, target: "es2022", lib: ["es2022"], types: ["node"] };

describe("every entry compiles where declarations are checked", () => {
  it.each([
    ["node10", "index.ts", { module: "commonjs", moduleResolution: "node10" }],
    ["node16, CommonJS", "index.cts", { module: "node16", moduleResolution: "node16" }],
    ["nodenext, ESM", "index.mts", { module: "nodenext", moduleResolution: "nodenext" }],
    ["bundler", "index.ts", { module: "esnext", moduleResolution: "bundler" }],
  ])("with %s", (_, file, options) => {
    writeFileSync(path.join(folder, file), everyEntry());
    const compilerOptions = { ...base, ...options };
    writeFileSync(path.join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files: [file] }));
    const compiler = path.join(root, "node_modules", "typescript", "lib", "tsc.js");
    const args = [compiler, "--pretty", "false", "--project", folder];
    const { stdout } = spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8", maxBuffer: 1 << 26 });
    const errors = stdout.split("\n").filter((line) => line.includes("error TS"));
    // Errors in the declarations of other packages are theirs: links lead out of this folder to them.
    expect(errors.filter((line) => !line.startsWith("../"))).toEqual([]);
  });
});
