import { spawnSync } from "node:child_process";
import { copyFileSync, cpSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { installLocked } from "../versions/sets";

const layouts = path.join(__dirname, "layouts");

/** A folder of its own, for one walk through a README. */
export interface Project {
  readonly folder: string;
  /** The name of the layout that it began with. @default an empty folder */
  readonly layout?: string;
  readonly remove: () => void;
}

/** A new project as a framework's own command leaves it, or an empty folder. */
export function createProject(layout?: string): Project {
  const folder = mkdtempSync(path.join(tmpdir(), "mtasts-newcomer-"));
  const remove = (): void => {
    rmSync(folder, { recursive: true, force: true });
  };
  if (layout === undefined) return { folder, remove };
  const template = path.join(layouts, layout);
  for (const name of readdirSync(template)) copyFileSync(path.join(template, name), path.join(folder, name));
  const installed = installLocked(template, `newcomer-${layout}`);
  cloneTree(path.join(installed, "node_modules"), path.join(folder, "node_modules"));
  return { folder, layout, remove };
}

/** The folder of a framework's command line, to be put on PATH. */
export function commandFolder(name: "cdktf" | "cdktn"): string {
  const installed = installLocked(path.join(__dirname, "commands", name), `newcomer-command-${name}`);
  return path.join(installed, "node_modules", ".bin");
}

/** The packages of a layout's lock file, as {@link readLock} returns those of any. */
export function lockOf(layout: string): readonly LockedPackage[] {
  return readLock(path.join(layouts, layout, "package-lock.json"));
}

/** What a lock file says about one version of a package. */
export interface LockedPackage {
  readonly name: string;
  /** Whether it is the one that the project itself resolves to. */
  readonly isTopLevel: boolean;
  readonly manifest: { readonly version: string; readonly integrity?: string };
}

/** Every package of the registry that a lock file names. */
export function readLock(file: string): readonly LockedPackage[] {
  const { packages } = JSON.parse(readFileSync(file, "utf8")) as {
    readonly packages: Readonly<Record<string, LockedPackage["manifest"] & { readonly name?: string }>>;
  };
  return Object.entries(packages).flatMap(([place, manifest]) => {
    const [before = "", name] = place.split(/node_modules\/(?!.*node_modules\/)/u);
    if (name === undefined || manifest.integrity === undefined) return [];
    return [{ name: manifest.name ?? name, isTopLevel: before === "", manifest }];
  });
}

/**
 * Hard links where the file system has them: the packages weigh some hundred megabytes, and npm replaces files, but for the one
 * that is copied, into which it writes.
 */
function cloneTree(from: string, to: string): void {
  const { status } = spawnSync("cp", ["-al", from, to], { stdio: "ignore" });
  if (status !== 0) {
    rmSync(to, { recursive: true, force: true });
    cpSync(from, to, { recursive: true, verbatimSymlinks: true });
  }
  const written = ".package-lock.json";
  rmSync(path.join(to, written));
  copyFileSync(path.join(from, written), path.join(to, written));
}
