import { execFile } from "node:child_process";
import { cp, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import {
  goLanguageHost,
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
  /** The folder of the program in Go, with its SDK in it. */
  readonly goProgram: string;
  readonly close: () => Promise<void>;
}

const root = path.join(__dirname, "..", "..", "..");
const packageFolder = path.join(root, "packages", "pulumi-resource-mtasts");
const plugin = "pulumi-resource-mtasts";
const run = promisify(execFile);

/** The plugin on PATH, as a global installation puts it there, and the SDKs that are generated from the schema. */
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
  await run(programs[sdkGenerator.name] ?? sdkGenerator.name, [schema, path.join(folder, "sdk"), "python", "go"]);
  const site = path.join(folder, "site");
  const offline = ["--quiet", "--disable-pip-version-check", "--no-index", "--no-deps", "--no-build-isolation"];
  const sdk = path.join(folder, "sdk", "python");
  await run(python, ["-m", "pip", "install", ...offline, "--target", site, sdk]);
  return {
    options: {
      engines: [pythonLanguageHost, goLanguageHost, yamlLanguageHost],
      folders: [folder, path.dirname(python)],
      env: { PYTHONPATH: site },
    },
    goProgram: await assembleGo(folder),
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

/** The example beside its SDK, as `pulumi package add` leaves them. */
async function assembleGo(folder: string): Promise<string> {
  const program = path.join(folder, "go-cloudfront-route53");
  await cp(path.join(root, "examples", "go-cloudfront-route53"), program, { recursive: true });
  const sdk = path.join(program, "sdks", "mtasts");
  await cp(path.join(folder, "sdk", "go", "mtasts"), sdk, { recursive: true });
  const required = "github.com/pulumi/pulumi/sdk/v3 v3.200.0";
  const lines = ["module example.com/pulumi-mtasts/sdk/go/mtasts", "go 1.24", `require ${required}`];
  await writeFile(path.join(sdk, "go.mod"), `${lines.join("\n\n")}\n`);
  return program;
}
