import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { terraformModules, type GeneratedFile, type ProgramParts } from "@mtasts/core/generate";
import { wrongUsage } from "./exit-code";

/** Copies of the modules below `examples` in the repository, which the build makes: there is one source. */
const MODULES = path.join(__dirname, "..", "modules");

/** The files of the module for a host and a DNS provider. @throws Failure where there is no such module. */
export async function moduleFiles({ host, zone }: Omit<ProgramParts, "plan">): Promise<readonly GeneratedFile[]> {
  const module = terraformModules.find((one) => one.host === host && one.zone === zone);
  if (module === undefined) {
    throw wrongUsage(`--format terraform has no module for --host ${host} --dns ${zone}; use one of ${known()}`);
  }
  const folder = path.join(MODULES, module.folder);
  const names = (await readdir(folder)).sort();
  return await Promise.all(
    names.map(async (name) => ({ path: name, content: await readFile(path.join(folder, name), "utf8") })),
  );
}

function known(): string {
  return terraformModules.map(({ host, zone }) => `--host ${host} --dns ${zone}`).join(", ");
}
