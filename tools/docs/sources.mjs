// Reads what the reference pages are made of: the catalogue and the fixtures as values, sources and tests as texts.
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

export const root = path.dirname(path.dirname(import.meta.dirname));
const core = path.join(root, "packages", "core");
const require = createRequire(import.meta.url);

// The sources themselves are loaded, so that the pages need no build.
require("ts-node").register({
  transpileOnly: true,
  skipProject: true,
  compilerOptions: { module: "commonjs", target: "es2022" },
});

/** The areas of the catalogue: name, doc comment, and the entries by their codes. */
export function catalogueAreas() {
  const folder = path.join(core, "src", "catalogue");
  return filesIn(folder)
    .filter((file) => path.basename(file) !== "entry.ts")
    .map((file) => {
      const [entries] = Object.values(require(file));
      const [, about = ""] = /\/\*\* ([^\n]*) \*\/\nexport const/u.exec(readFileSync(file, "utf8")) ?? [];
      return { name: path.basename(file, ".ts"), about, entries };
    });
}

/** Every attribute that the plan check reads. */
export function planFacets() {
  return Object.values(require(path.join(core, "src", "plan-check", "facets.ts")).facets);
}

/** The severity of each issue that a plan can raise, by its code. */
export function deploymentSeverities() {
  const { deploymentIssues } = require(path.join(core, "src", "catalogue", "deployment.ts"));
  return Object.fromEntries(Object.entries(deploymentIssues).map(([code, { severity }]) => [code, severity]));
}

/** The rules of the real services that the emulated clouds keep, or say why not, by kind of resource. */
export function emulatedRules() {
  const folder = path.join(root, "packages", "testbed", "src", "cloud", "rules");
  const { awsRules } = require(path.join(folder, "aws.ts"));
  const { cloudflareRules } = require(path.join(folder, "cloudflare.ts"));
  return [...awsRules, ...cloudflareRules];
}

/** Every fixture that says word for word what an input is told: `{ input, issues, options }`. */
export function issueFixtures() {
  return ["core", "check"]
    .flatMap((name) => filesIn(path.join(root, "packages", name, "test", "fixtures")))
    .filter((file) => /(?<!expect)-(issues|lints)\.ts$/u.test(file))
    .flatMap((file) => Object.values(require(file)))
    .filter(Array.isArray)
    .flat()
    .filter((fixture) => Array.isArray(fixture) && Array.isArray(fixture[1]))
    .map(([input, issues, , options]) => ({ input, issues, options }));
}

/** What a transform may change, by the kind of child. */
export function transformRules() {
  return require(path.join(core, "src", "adapter", "transforms", "children.ts")).transformRules;
}

/** The texts of all source files or all test files of the package: `{ file, text }`, relative to the root. */
export function textsOf(folder, ending) {
  return filesIn(path.join(core, folder))
    .filter((file) => file.endsWith(ending))
    .map((file) => ({ file: path.relative(root, file), text: readFileSync(file, "utf8") }));
}

function filesIn(folder) {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => path.join(folder, name))
    .sort();
}
