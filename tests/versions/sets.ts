import { createHash } from "node:crypto";
import { spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { homedir, tmpdir } from "node:os";
import path from "node:path";

export const root = path.join(__dirname, "..", "..");
const sets = path.join(__dirname, "sets");

/** The names of all sets of versions: each is a folder with a manifest and a lock file of its own. */
export const setNames: readonly string[] = readdirSync(sets).sort();

/** What a manifest says, as far as it matters here. */
export interface Manifest {
  readonly version?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

export function manifestIn(folder: string): Manifest {
  return JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8")) as Manifest;
}

/** The exact versions that a set consists of, by package. */
export function versionsOf(set: string): Readonly<Record<string, string>> {
  return manifestIn(path.join(sets, set)).dependencies ?? {};
}

/** Outside the work tree, so that a second run fetches nothing. `MTASTS_VERSIONS` names another folder. */
function cacheFolder(): string {
  const cache = process.env["XDG_CACHE_HOME"] ?? path.join(homedir(), ".cache");
  return process.env["MTASTS_VERSIONS"] ?? path.join(cache, "mtasts-versions");
}

/**
 * Installs the packages of a set, once per lock file.
 *
 * @throws Error where they cannot be installed: a bound that cannot be run is not to be claimed.
 */
export function installSet(set: string): string {
  return installLocked(path.join(sets, set), set);
}

/**
 * Installs what the lock file in a folder says, once per lock file, and returns the folder that has it.
 *
 * @param set - What the cache calls it.
 * @throws Error where it cannot be installed.
 */
export function installLocked(folder: string, set: string): string {
  const lock = readFileSync(path.join(folder, "package-lock.json"));
  const installed = path.join(cacheFolder(), `${set}-${createHash("sha256").update(lock).digest("hex").slice(0, 12)}`);
  if (existsSync(installed)) return installed;
  mkdirSync(cacheFolder(), { recursive: true });
  // Installed in a scratch folder and moved in one step, so an interrupted run leaves nothing half done.
  const scratch = mkdtempSync(path.join(cacheFolder(), "install-"));
  for (const file of ["package.json", "package-lock.json"]) cpSync(path.join(folder, file), path.join(scratch, file));
  const args = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--workspaces=false"];
  const { status } = spawnSync("npm", args, { cwd: scratch, stdio: ["ignore", "ignore", "inherit"], timeout: 400_000 });
  if (status !== 0) {
    rmSync(scratch, { recursive: true, force: true });
    throw new Error(`the packages of ${set} could not be installed`);
  }
  if (existsSync(installed)) rmSync(scratch, { recursive: true, force: true });
  else renameSync(scratch, installed);
  return installed;
}

/** A project as a user of these versions has it. */
export interface Project {
  readonly folder: string;
  readonly remove: () => void;
}

/**
 * A new folder in which the set's packages are installed, and copies of ours: a link would lead ours back to the versions of
 * this workspace.
 *
 * @param ours - Folders under `packages`, and the names that they are published under.
 */
export function createProject(set: string, ours: Readonly<Record<string, string>>): Project {
  const installed = path.join(installSet(set), "node_modules");
  const folder = mkdtempSync(path.join(tmpdir(), `mtasts-${set}-`));
  const modules = path.join(folder, "node_modules");
  mkdirSync(path.join(modules, "@mtasts"), { recursive: true });
  for (const name of readdirSync(installed)) symlinkSync(path.join(installed, name), path.join(modules, name));
  for (const [source, name] of Object.entries(ours)) {
    const target = path.join(modules, name);
    mkdirSync(target, { recursive: true });
    for (const part of ["package.json", "dist", "src"]) {
      const from = path.join(root, "packages", source, part);
      if (existsSync(from)) cpSync(from, path.join(target, part), { recursive: true });
    }
    linkDependencies(target, modules);
  }
  const remove = (): void => {
    rmSync(folder, { recursive: true, force: true });
  };
  return { folder, remove };
}

/** What our packages bring along themselves comes from this workspace. */
function linkDependencies(of: string, modules: string): void {
  for (const name of Object.keys(manifestIn(of).dependencies ?? {})) {
    const link = path.join(modules, name);
    if (name.startsWith("@mtasts/") || existsSync(link)) continue;
    mkdirSync(path.dirname(link), { recursive: true });
    symlinkSync(path.join(root, "node_modules", name), link);
  }
}
