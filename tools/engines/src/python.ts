import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readFile, rename, rm } from "node:fs/promises";
import path from "node:path";
import { cacheFolder, run, type Log } from "./build.js";
import { findOnPath, isExecutable } from "./find.js";

/** Packages from PyPI that the tests run. */
export interface PythonPackages {
  /** The name of their folder in the cache. */
  readonly name: string;
  /** What they are, for messages. */
  readonly title: string;
  /** The file that lists them for pip, every version fixed. */
  readonly requirements: string;
}

/** There is no Python to install packages with. */
export class MissingPython extends Error {
  constructor({ title }: PythonPackages) {
    super(
      `${title} cannot be installed: no "python3" on PATH; install Python 3.10 or later, with its module "venv", ` +
        `from https://www.python.org/downloads/`,
    );
    this.name = "MissingPython";
  }
}

/**
 * Installs packages into a virtual environment beside the engines, unless they are there already. Returns the path of its
 * interpreter, which finds them.
 *
 * @throws MissingPython where there is no Python.
 */
export async function providePython(
  packages: PythonPackages,
  env: NodeJS.ProcessEnv = process.env,
  log: Log = () => undefined,
): Promise<string> {
  const python = findOnPath("python3", env["PATH"] ?? "");
  if (python === undefined) throw new MissingPython(packages);
  const options = { cwd: path.dirname(packages.requirements), env };
  // Packages with compiled parts serve one version of Python only.
  const version = await run(python, ["--version"], options);
  const wanted = await readFile(packages.requirements);
  const digest = createHash("sha256").update(version).update(wanted).digest("hex").slice(0, 12);
  const folder = path.join(cacheFolder(env), `${packages.name}-${digest}`);
  const interpreter = path.join(folder, "bin", "python");
  if (isExecutable(interpreter)) return interpreter;

  log(`installing ${packages.title} from PyPI, once`);
  await mkdir(cacheFolder(env), { recursive: true });
  // Made aside and moved in one step, as the engines are; the interpreter finds its packages wherever it stands.
  const scratch = await mkdtemp(path.join(cacheFolder(env), "python-"));
  try {
    await run(python, ["-m", "venv", scratch], options);
    const pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement"];
    await run(path.join(scratch, "bin", "python"), [...pip, packages.requirements], options);
    await rename(scratch, folder).catch((error: unknown) => {
      // Somebody else was quicker.
      if (!isExecutable(interpreter)) throw error;
    });
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
  return interpreter;
}
