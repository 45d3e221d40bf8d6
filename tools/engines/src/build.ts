import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { chmod, copyFile, mkdir, mkdtemp, readdir, readFile, rename, rm } from "node:fs/promises";
import { homedir, tmpdir } from "node:os";
import path from "node:path";
import type { Engine, GoRelease } from "./catalogue.js";
import { isExecutable } from "./find.js";

/** Says what is being built and how long it took. */
export type Log = (line: string) => void;

const modules = path.join(__dirname, "..", "go");

/** The folder that keeps built engines, outside the work tree: `MTASTS_ENGINES`, or one in the user's cache. */
export function cacheFolder(env: NodeJS.ProcessEnv): string {
  const cache = env["XDG_CACHE_HOME"] ?? path.join(homedir(), ".cache");
  return env["MTASTS_ENGINES"] ?? path.join(cache, "mtasts-engines");
}

/**
 * Where an engine lies in the cache. A change of its version, of its locked dependencies or of sources of our own gives
 * another folder.
 */
export async function cachedBinary(engine: Engine, env: NodeJS.ProcessEnv): Promise<string> {
  const hash = createHash("sha256");
  if (engine.goRelease === undefined) hash.update(await readFile(path.join(moduleOf(engine), "go.sum")));
  else hash.update(engine.goRelease.sum);
  for (const source of await ownSources(engine)) hash.update(await readFile(source));
  const digest = hash.update(engine.ldflags).digest("hex").slice(0, 12);
  return path.join(cacheFolder(env), `${engine.name}-${engine.version}-${digest}`, engine.name);
}

function moduleOf(engine: Engine): string {
  return engine.goModule ?? path.join(modules, engine.name);
}

async function ownSources({ goModule }: Engine): Promise<readonly string[]> {
  if (goModule === undefined) return [];
  const names = await readdir(goModule);
  const sources = names.filter((name) => name.endsWith(".go")).sort();
  return sources.map((name) => path.join(goModule, name));
}

/** Builds an engine with Go into the cache, unless it lies there already. Returns the program's path. */
export async function buildEngine(engine: Engine, go: string, env: NodeJS.ProcessEnv, log: Log): Promise<string> {
  const binary = await cachedBinary(engine, env);
  if (isExecutable(binary)) return binary;

  log(`building ${engine.title} ${engine.version} with Go, once: this can take minutes`);
  const started = Date.now();
  await mkdir(cacheFolder(env), { recursive: true });
  // Built aside and moved in one step: a build that was interrupted, or that runs twice, leaves nothing half-made.
  const scratch = await mkdtemp(path.join(cacheFolder(env), "build-"));
  try {
    const output = path.join(scratch, engine.name);
    const args = ["build", "-mod=readonly", "-trimpath", "-ldflags", engine.ldflags, "-o", output, engine.goPackage];
    const cwd = await sourcesOf(engine, go, env);
    await run(go, args, { cwd, env });
    await mkdir(path.dirname(binary), { recursive: true });
    await placeCompanions(engine, path.dirname(binary), (...rest) => run(go, rest, { cwd, env }));
    await rename(output, binary);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
  log(`built ${engine.title} in ${Math.round((Date.now() - started) / 1000)} s`);
  return binary;
}

/** Before the program itself, whose presence says that all is there. */
async function placeCompanions(
  { companions = [], goPackage }: Engine,
  folder: string,
  go: (...args: readonly string[]) => Promise<string>,
): Promise<void> {
  if (companions.length === 0) return;
  const sources = (await go("list", "-mod=readonly", "-f", "{{.Dir}}", goPackage)).trim();
  for (const companion of companions) {
    const placed = path.join(folder, path.basename(companion));
    await copyFile(path.join(sources, companion), placed);
    // Files of the module cache are for reading only.
    await chmod(placed, 0o755);
  }
}

async function sourcesOf(engine: Engine, go: string, env: NodeJS.ProcessEnv): Promise<string> {
  return engine.goRelease === undefined ? moduleOf(engine) : await download(engine.goRelease, go, env);
}

/** The folder of a published module, after a look at its hash. */
async function download({ module, sum }: GoRelease, go: string, env: NodeJS.ProcessEnv): Promise<string> {
  const answer = JSON.parse(await run(go, ["mod", "download", "-json", module], { cwd: tmpdir(), env })) as Download;
  if (answer.Sum === sum) return answer.Dir;
  throw new Error(`${module} is not what it was: its hash is ${answer.Sum}, not ${sum}`);
}

interface Download {
  readonly Dir: string;
  readonly Sum: string;
}

/** Runs a command, and returns its standard output. */
export async function run(
  command: string,
  args: readonly string[],
  options: { readonly cwd: string; readonly env: NodeJS.ProcessEnv },
): Promise<string> {
  const child = spawn(command, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
  const output: string[] = [];
  const errors: string[] = [];
  child.stdout.setEncoding("utf8").on("data", (text: string) => output.push(text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => errors.push(text));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on("error", reject).on("close", resolve);
  });
  if (code !== 0)
    throw new Error(`${command} ${args.join(" ")} ended with ${String(code)}:\n${errors.join("").slice(-4000)}`);
  return output.join("");
}
