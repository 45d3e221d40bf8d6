// Writes the ESM entries of each package beside its CommonJS build. They only re-export: one implementation serves
// both module systems, so that `instanceof` and the frameworks' brands hold whichever way a class was imported.
import { chmod, mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";

const root = path.dirname(import.meta.dirname);
const isIdentifier = (name) => /^[A-Za-z_$][\w$]*$/u.test(name) && name !== "__esModule" && name !== "default";

const relative = (from, to) => path.relative(path.dirname(from), to).replaceAll(path.sep, "/");

async function writeEntry(folder, entry) {
  const implementation = path.join(folder, entry.require.default);
  const target = path.join(folder, entry.import.default);
  const specifier = relative(target, implementation);
  const names = Object.keys(createRequire(import.meta.url)(implementation))
    .filter(isIdentifier)
    .sort();
  await mkdir(path.dirname(target), { recursive: true });
  await writeFile(target, `export { ${names.join(", ")} } from "${specifier}";\n`);
  // Where the implementation is a single file, its types are those of the modules that it was made from.
  const types = path.join(folder, entry.import.types);
  const declared = path.join(folder, entry.require.types.replace(/\.d\.ts$/u, ".js"));
  await writeFile(types, `export * from "${relative(types, declared)}";\n`);
}

for (const name of await readdir(path.join(root, "packages"))) {
  const folder = path.join(root, "packages", name);
  const manifest = JSON.parse(await readFile(path.join(folder, "package.json"), "utf8"));
  for (const entry of Object.values(manifest.exports ?? {})) {
    if (entry.import !== undefined) await writeEntry(folder, entry);
  }
  // The compiler writes no executables, and the workspace runs programs where they were built.
  for (const program of Object.values(manifest.bin ?? {})) await chmod(path.join(folder, program), 0o755);
}
