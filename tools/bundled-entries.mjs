// Writes the entries that are a single file. Browsers get an ES module, so that bundlers keep only what is used: CommonJS,
// which serves Node.js, they can only take whole. Node.js gets CommonJS where a manifest says so, because opening fifty
// small files takes longer than all that is in them; so it takes the hash function along, too, which is six of them.
import { readFile, readdir } from "node:fs/promises";
import path from "node:path";
import { build } from "esbuild";

const root = path.dirname(import.meta.dirname);
const shared = { bundle: true, target: "es2022", logLevel: "warning" };

for (const name of await readdir(path.join(root, "packages"))) {
  const folder = path.join(root, "packages", name);
  const manifest = JSON.parse(await readFile(path.join(folder, "package.json"), "utf8"));
  const { browser, require: required } = manifest.exports?.["."] ?? {};
  const entry = { ...shared, entryPoints: [path.join(folder, "src", "index.ts")] };
  if (browser !== undefined) {
    await build({
      ...entry,
      outfile: path.join(folder, browser.default),
      packages: "external",
      format: "esm",
      platform: "browser",
    });
  }
  if (required?.default.startsWith("./dist/node/")) {
    const outfile = path.join(folder, required.default);
    await build({ ...entry, outfile, format: "cjs", platform: "node", sourcemap: true, sourcesContent: false });
  }
}
