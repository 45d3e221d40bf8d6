// Writes the browser entries of the packages that have one: a single ES module each, so that bundlers keep only what is used.
// CommonJS, which serves Node.js, they can only take whole.
import { readFile, readdir } from "node:fs/promises";
import path from "node:path";
import { build } from "esbuild";

const root = path.dirname(import.meta.dirname);

for (const name of await readdir(path.join(root, "packages"))) {
  const folder = path.join(root, "packages", name);
  const manifest = JSON.parse(await readFile(path.join(folder, "package.json"), "utf8"));
  const entry = manifest.exports?.["."]?.browser;
  if (entry === undefined) continue;
  await build({
    entryPoints: [path.join(folder, "src", "index.ts")],
    outfile: path.join(folder, entry.default),
    bundle: true,
    packages: "external",
    format: "esm",
    platform: "browser",
    target: "es2022",
    logLevel: "warning",
  });
}
