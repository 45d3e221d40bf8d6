// Copies the Terraform modules into the command line's package, which `mtasts generate` writes them from. The links of their
// READMEs lead into the repository, which a copy is not part of.
import { cp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { repositoryUrl, withAbsoluteLinks } from "./manifests.mjs";

const root = path.dirname(import.meta.dirname);
const examples = path.join(root, "examples");
const target = path.join(root, "packages", "cli", "modules");
const url = repositoryUrl(JSON.parse(await readFile(path.join(root, "package.json"), "utf8")));

await rm(target, { recursive: true, force: true });
for (const name of await readdir(examples)) {
  if (!name.startsWith("terraform-")) continue;
  const filter = (from) => path.basename(from) === name || /\.(?:tf|md)$/u.test(from);
  await cp(path.join(examples, name), path.join(target, name), { recursive: true, filter });
  const readme = path.join(target, name, "README.md");
  await writeFile(readme, await withAbsoluteLinks(await readFile(readme, "utf8"), `examples/${name}`, url));
}
