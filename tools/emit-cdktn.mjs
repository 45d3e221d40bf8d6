// Emits cdktn-mtasts, for CDK Terrain, from the build of cdktf-mtasts: the same files, but for the one that names the
// framework. Both frameworks have the same classes, so that one source serves both; their types have different origins,
// so that one package cannot. Its README and manifest are its own; its ESM entries are written with all others.
import { cp, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";

const root = path.dirname(import.meta.dirname);
const [from, to] = ["cdktf-mtasts", "cdktn-mtasts"].map((name) => path.join(root, "packages", name));

for (const folder of ["dist", "src"]) {
  await rm(path.join(to, folder), { recursive: true, force: true });
  await cp(path.join(from, folder), path.join(to, folder), {
    recursive: true,
    filter: (file) => file !== path.join(from, "dist", "esm"),
  });
}
for (const file of ["dist/framework.js", "dist/framework.d.ts", "src/framework.ts"]) {
  const name = path.join(to, file);
  // Names of the same length, so that source maps still hold.
  await writeFile(name, (await readFile(name, "utf8")).replaceAll('"cdktf"', '"cdktn"'));
}
