// Writes the reference pages; with --check says which of them are stale instead.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { format, resolveConfig } from "prettier";
import { emulatedCloudsPage } from "./emulated-clouds.mjs";
import { issueCodesPage } from "./issue-codes.mjs";
import { planCheckPage } from "./plan-check.mjs";
import { rfcCoveragePage } from "./rfc-coverage.mjs";
import { safetyCasePage } from "./safety-case.mjs";
import { root } from "./sources.mjs";
import { transformsPage } from "./transforms.mjs";

const pages = {
  "emulated-clouds.md": emulatedCloudsPage,
  "issue-codes.md": issueCodesPage,
  "plan-check.md": planCheckPage,
  "rfc-coverage.md": rfcCoveragePage,
  "safety.md": safetyCasePage,
  "transforms.md": transformsPage,
};
const folder = path.join(root, "docs", "reference");
const isCheck = process.argv.includes("--check");

await mkdir(folder, { recursive: true });
for (const [name, page] of Object.entries(pages)) {
  const file = path.join(folder, name);
  const text = await format(page(), { ...(await resolveConfig(file)), parser: "markdown" });
  if (!isCheck) await writeFile(file, text);
  else if ((await readFile(file, "utf8").catch(() => "")) !== text) {
    console.error(`docs/reference/${name} is stale: run "npm run docs"`);
    process.exitCode = 1;
  }
}
