// Removes what an earlier build left in `dist` of sources that are gone: the compiler does not, and npm would pack it.
import { readdir, rm } from "node:fs/promises";
import { existsSync } from "node:fs";
import path from "node:path";

const root = path.dirname(import.meta.dirname);
/** What other tools write, each file anew. */
const written = /^(?:browser|esm|node)\//u;

for (const name of await readdir(path.join(root, "packages"))) {
  const folder = path.join(root, "packages", name);
  const [dist, src] = [path.join(folder, "dist"), path.join(folder, "src")];
  if (!existsSync(dist) || !existsSync(src)) continue;
  for (const file of await readdir(dist, { recursive: true })) {
    const [, module] = /^(.*?)(?:\.d\.ts|\.js)(?:\.map)?$/u.exec(file) ?? [];
    if (module === undefined || existsSync(path.join(src, `${module}.ts`))) continue;
    if (written.test(file) && !existsSync(path.join(src, file.split("/")[0]))) continue;
    await rm(path.join(dist, file));
  }
}
