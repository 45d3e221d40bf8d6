import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { root } from "./sets";

const compilerOptions = {
  target: "ES2022",
  lib: ["ES2023"],
  types: ["node"],
  typeRoots: [path.join(root, "node_modules", "@types")],
  module: "node16",
  moduleResolution: "node16",
  strict: true,
  exactOptionalPropertyTypes: true,
  skipLibCheck: true,
  noEmit: true,
};

/** What the compiler reports about these files of a project; empty where all of them compile. */
export function compileErrors(folder: string, include: readonly string[]): string {
  writeFileSync(path.join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, include, exclude: [] }));
  const compiler = path.join(root, "node_modules", "typescript", "lib", "tsc.js");
  const { stdout } = spawnSync(process.execPath, [compiler, "--project", folder], { encoding: "utf8" });
  return stdout;
}
