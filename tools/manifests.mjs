// Completes the manifests and READMEs of the published packages: `npm run manifests` writes them, a test compares them.
// What is the same for all packages stands in the root manifest alone, and what follows from `exports` nowhere twice.
import { readFile, readdir, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.dirname(import.meta.dirname);

/** What else people search the registry for, by the framework or the kind of the package. */
const keywords = {
  "@mtasts/try": ["cli", "emulator", "testing", "pulumi", "cdktf", "terraform", "opentofu", "aws", "cloudflare"],
  "cdktf-mtasts": ["cdktf", "cdk", "terraform", "opentofu", "aws", "cloudflare"],
  "cdktn-mtasts": ["cdktn", "cdk-terrain", "cdk", "terraform", "opentofu", "aws", "cloudflare"],
  mtasts: ["cli", "lint", "monitoring", "ci", "terraform"],
  "pulumi-mtasts": ["pulumi", "kind/component", "category/network", "aws", "cloudflare"],
  "pulumi-resource-mtasts": ["pulumi", "kind/component", "category/network", "aws", "cloudflare"],
};

/**
 * The types of each subpath for compilers that do not read `exports`, as TypeScript does with `moduleResolution: "node10"`,
 * which is its default for CommonJS before version 6.
 */
function typesVersions(exports) {
  const subpaths = Object.entries(exports)
    .filter(([subpath, conditions]) => subpath !== "." && conditions.require?.types !== undefined)
    .map(([subpath, conditions]) => [subpath.replace("./", ""), [conditions.require.types]]);
  return subpaths.length === 0 ? undefined : { "*": Object.fromEntries(subpaths) };
}

const writtenFields = ["keywords", "homepage", "bugs", "author", "repository", "publishConfig", "typesVersions"];

/** A manifest with everything that is written by this tool, in one order of fields. */
export function completedManifest(manifest, folder, common) {
  const { name, version, private: isPrivate, description, license, engines, type, sideEffects, ...rest } = manifest;
  for (const field of writtenFields) delete rest[field];
  const { main, types, bin, exports, ...others } = rest;
  const complete = {
    name,
    version,
    private: isPrivate,
    description,
    keywords: [...common.keywords, ...(keywords[name] ?? [])],
    homepage: `${repositoryUrl(common)}/tree/main/${folder}#readme`,
    bugs: common.bugs,
    repository: { ...common.repository, directory: folder },
    license,
    author: common.author,
    engines,
    type,
    sideEffects,
    main,
    types,
    bin,
    exports,
    typesVersions: typesVersions(exports),
    ...others,
    publishConfig: { access: "public" },
  };
  return JSON.parse(JSON.stringify(complete));
}

/** Where the repository is read in a browser. */
export function repositoryUrl(manifest) {
  return manifest.repository.url.replace(/^git\+/u, "").replace(/\.git$/u, "");
}

const inlineLink = /(?<!!)(\[[^\]]*\]\()([^)\s]+)(\))/gu;

/**
 * A README whose links hold wherever it is shown: the registry has only the package's own files.
 *
 * @param folder - The folder that its relative links start from, relative to the root.
 */
export async function withAbsoluteLinks(text, folder, url) {
  const links = new Map();
  for (const [, , target] of text.matchAll(inlineLink)) {
    if (/^(?:[a-z]+:|#)/u.test(target)) continue;
    const [file, anchor] = target.split("#");
    const place = path.posix.join(folder, file).replace(/\/$/u, "");
    const kind = (await stat(path.join(root, place))).isDirectory() ? "tree" : "blob";
    links.set(target, `${url}/${kind}/main/${place}${anchor === undefined ? "" : `#${anchor}`}`);
  }
  return text.replaceAll(inlineLink, (whole, before, target, after) => {
    const absolute = links.get(target);
    return absolute === undefined ? whole : `${before}${absolute}${after}`;
  });
}

/** The manifests and READMEs of all published packages as they have to be, by file. */
export async function completedFiles() {
  const common = await readManifest(".");
  const files = new Map();
  for (const name of await readdir(path.join(root, "packages"))) {
    const folder = `packages/${name}`;
    const manifest = await readManifest(folder);
    if (manifest.private === true) continue;
    const complete = completedManifest(manifest, folder, common);
    files.set(`${folder}/package.json`, `${JSON.stringify(complete, undefined, 2)}\n`);
    const readme = await readFile(path.join(root, folder, "README.md"), "utf8");
    const url = repositoryUrl(common);
    // Where the repository has moved since, the links still begin with its former place.
    const former = manifest.repository === undefined ? url : repositoryUrl(manifest);
    const present = readme.replaceAll(`${former}/`, `${url}/`);
    files.set(`${folder}/README.md`, await withAbsoluteLinks(present, folder, url));
  }
  return files;
}

async function readManifest(folder) {
  return JSON.parse(await readFile(path.join(root, folder, "package.json"), "utf8"));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [file, text] of await completedFiles()) await writeFile(path.join(root, file), text);
}
