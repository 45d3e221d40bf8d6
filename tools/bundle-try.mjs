// Writes `mtasts try` as one file with everything that it needs, the test bed included: the test bed stays private, so that its API
// promises nothing, and nothing else is installed. Also writes the licenses of all that went in. workerd alone is left out, for its
// size: only programs with a Worker need it.
import { chmod, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { build } from "esbuild";
import { noticesOf } from "./notices.mjs";

const root = path.dirname(import.meta.dirname);
const folder = path.join(root, "packages", "try");
const outfile = path.join(folder, "bundle", "main.js");

await rm(path.dirname(outfile), { recursive: true, force: true });
const { metafile } = await build({
  entryPoints: [path.join(folder, "dist", "main.js")],
  outfile,
  absWorkingDir: root,
  bundle: true,
  format: "cjs",
  platform: "node",
  target: "node20",
  minify: true,
  keepNames: true,
  external: ["miniflare"],
  legalComments: "none",
  metafile: true,
  logLevel: "warning",
});
await chmod(outfile, 0o755);
await writeFile(
  path.join(folder, "THIRD-PARTY-NOTICES.txt"),
  await noticesOf("mtasts-try", Object.keys(metafile.inputs)),
);
