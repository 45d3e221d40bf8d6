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
export function compileErrors(folder: string, include: readonly string[], more: object = {}): string {
  const options = { ...compilerOptions, ...more };
  writeFileSync(path.join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions: options, include, exclude: [] }));
  const compiler = path.join(root, "node_modules", "typescript", "lib", "tsc.js");
  const { stdout } = spawnSync(process.execPath, [compiler, "--project", folder], { encoding: "utf8" });
  return stdout;
}

/** What it reports about our declarations where declarations are checked; errors in those of other packages are theirs. */
export function declarationErrors(folder: string, include: readonly string[]): readonly string[] {
  const reported = compileErrors(folder, include, { skipLibCheck: false }).split("\n");
  return reported.filter((line) => /node_modules\/(?:@mtasts\/\w+|[\w-]+-mtasts)\/[^(]*\(/u.test(line));
}
