import { execFile } from "node:child_process";
import { mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import {
  provideEngines,
  providePython,
  pythonLanguageHost,
  sdkGenerator,
  yamlLanguageHost,
  type PulumiStackOptions,
} from "@mtasts/engines";

/** What a program in another language needs beside the engine. */
export interface OtherLanguages {
  readonly options: Required<Pick<PulumiStackOptions, "engines" | "folders" | "env">>;
  readonly close: () => Promise<void>;
}

const packageFolder = path.join(__dirname, "..", "..", "..", "packages", "pulumi-resource-mtasts");
const plugin = "pulumi-resource-mtasts";
const run = promisify(execFile);

/** The plugin on PATH, as a global installation puts it there, and the Python SDK that is generated from the schema. */
export async function provideLanguages(): Promise<OtherLanguages> {
  const python = await providePython({
    name: "pulumi-python",
    title: "Pulumi's SDK for Python",
    requirements: path.join(__dirname, "requirements.txt"),
  });
  const { programs } = await provideEngines([sdkGenerator]);
  const folder = await mkdtemp(path.join(tmpdir(), "mtasts-languages-"));
  await symlink(path.join(packageFolder, "dist", "index.js"), path.join(folder, plugin));
  const schema = path.join(packageFolder, "schema.json");
  await run(programs[sdkGenerator.name] ?? sdkGenerator.name, [schema, path.join(folder, "sdk"), "python"]);
  const site = path.join(folder, "site");
  const offline = ["--quiet", "--disable-pip-version-check", "--no-index", "--no-deps", "--no-build-isolation"];
  const sdk = path.join(folder, "sdk", "python");
  await run(python, ["-m", "pip", "install", ...offline, "--target", site, sdk]);
  return {
    options: {
      engines: [pythonLanguageHost, yamlLanguageHost],
      folders: [folder, path.dirname(python)],
      env: { PYTHONPATH: site },
    },
    close: () => rm(folder, { recursive: true, force: true }),
  };
}
