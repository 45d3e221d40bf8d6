// Copies the Terraform modules into the command line's package, which `mtasts generate` writes them from.
import { cp, readdir, rm } from "node:fs/promises";
import path from "node:path";

const root = path.dirname(import.meta.dirname);
const examples = path.join(root, "examples");
const target = path.join(root, "packages", "cli", "modules");

await rm(target, { recursive: true, force: true });
for (const name of await readdir(examples)) {
  if (!name.startsWith("terraform-")) continue;
  const filter = (from) => path.basename(from) === name || /\.(?:tf|md)$/u.test(from);
  await cp(path.join(examples, name), path.join(target, name), { recursive: true, filter });
}
