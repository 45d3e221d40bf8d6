// Writes the command line as few files: one that every start reads, and one for each thing that a command loads when it runs, with
// the chunks that these share. The package has no dependencies at run time, so `npx` fetches it alone. Writes the licenses of all
// packages that went in, too.
import { chmod, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { build } from "esbuild";
import { noticesOf } from "./notices.mjs";

const root = path.dirname(import.meta.dirname);
const cli = path.join(root, "packages", "cli");
const outdir = path.join(cli, "bundle");
const shared = {
  outdir,
  absWorkingDir: root,
  bundle: true,
  platform: "node",
  target: "node20",
  minify: true,
  legalComments: "none",
  metafile: true,
  logLevel: "warning",
};

/** Takes the workspace's own packages from their sources, of which esbuild keeps what is used. */
const fromSources = {
  name: "from-sources",
  setup({ onResolve }) {
    onResolve({ filter: /^@mtasts\// }, async ({ path: specifier }) => {
      const [, name, ...entry] = specifier.split("/");
      const folder = path.join(root, "packages", name);
      const { exports } = JSON.parse(await readFile(path.join(folder, "package.json"), "utf8"));
      const { types } = exports[[".", ...entry].join("/")].require;
      const source = types.replace("./dist/", "src/").replace(/\.d\.ts$/, ".ts");
      return { path: path.join(folder, source), sideEffects: false };
    });
  },
};

/** Leaves out what is imported when it is needed, and notes it. */
function leavingOut(lazy) {
  return {
    name: "leaving-out",
    setup({ onResolve, resolve }) {
      onResolve({ filter: /./ }, async ({ path: specifier, kind, resolveDir, importer }) => {
        if (kind !== "dynamic-import") return undefined;
        const found = await resolve(specifier, { kind: "import-statement", resolveDir, importer });
        if (found.errors.length > 0) return { errors: found.errors };
        const name = path.basename(found.path, ".ts");
        lazy[name] = found.path;
        return { path: `./${name}.mjs`, external: true };
      });
    },
  };
}

await rm(outdir, { recursive: true, force: true });
const lazy = {};
// CommonJS, since Node.js needs its loader of ES modules for nothing else when it prints the help.
const start = await build({
  ...shared,
  entryPoints: { mtasts: path.join(cli, "src", "main.ts") },
  outExtension: { ".js": ".cjs" },
  format: "cjs",
  plugins: [leavingOut(lazy), fromSources],
});
const rest = await build({
  ...shared,
  entryPoints: lazy,
  outExtension: { ".js": ".mjs" },
  chunkNames: "shared-[hash]",
  splitting: true,
  format: "esm",
  plugins: [fromSources],
  // Dependencies in CommonJS require what belongs to Node.js.
  banner: { js: `import{createRequire}from"node:module";const require=createRequire(import.meta.url);` },
  define: { __dirname: "import.meta.dirname" },
});
await chmod(path.join(outdir, "mtasts.cjs"), 0o755);
const inputs = Object.keys({ ...start.metafile.inputs, ...rest.metafile.inputs });
await writeFile(path.join(cli, "THIRD-PARTY-NOTICES.txt"), await noticesOf("mtasts", inputs));
