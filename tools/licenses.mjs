// Copies the license into every package that is published: npm packs the one in the package's own folder only.
import { cp, readFile, readdir } from "node:fs/promises";
import path from "node:path";

const root = path.dirname(import.meta.dirname);

for (const name of await readdir(path.join(root, "packages"))) {
  const folder = path.join(root, "packages", name);
  const manifest = JSON.parse(await readFile(path.join(folder, "package.json"), "utf8"));
  if (manifest.private !== true) await cp(path.join(root, "LICENSE"), path.join(folder, "LICENSE"));
}
