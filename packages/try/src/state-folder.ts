import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { type KeptTestbed } from "@mtasts/testbed";
import { undone } from "./failure.js";

/** Raised when a later version could not go on with what an earlier one wrote. */
const formatVersion = 1;

/** The folder in which the emulated clouds, the throw-away stack, and nothing of the user's are kept between commands. */
export class StateFolder {
  private constructor(
    readonly folder: string,
    /** As the user knows it. */
    private readonly shown: string,
  ) {}

  /**
   * Makes the folder, unless it is there, and keeps other commands out of it.
   *
   * @throws Failure where another command is at work in it, or where the folder is something else.
   */
  static open(cwd: string, shown: string): StateFolder {
    const folder = path.resolve(cwd, shown);
    refuseForeign(folder, shown);
    mkdirSync(folder, { recursive: true });
    // Nothing in it belongs into a repository: it holds a private key, of a throw-away authority.
    writeFileSync(path.join(folder, ".gitignore"), "*\n");
    const state = new StateFolder(folder, shown);
    state.#lock();
    return state;
  }

  /** Forgets everything; false where there was nothing. */
  static reset(cwd: string, shown: string): boolean {
    const folder = path.resolve(cwd, shown);
    if (!existsSync(folder)) return false;
    refuseForeign(folder, shown);
    new StateFolder(folder, shown).#lock();
    rmSync(folder, { recursive: true, force: true });
    return true;
  }

  /** A path in the folder. */
  path(...parts: readonly string[]): string {
    return path.join(this.folder, ...parts);
  }

  /** A folder in it, made where it is missing. */
  subfolder(...parts: readonly string[]): string {
    const folder = this.path(...parts);
    mkdirSync(folder, { recursive: true });
    return folder;
  }

  read(name: string): string | undefined {
    const file = this.path(name);
    return existsSync(file) ? readFileSync(file, "utf8") : undefined;
  }

  /** Written aside first: a command that is ended in the middle leaves what was there. */
  write(name: string, content: string): void {
    const aside = this.path(`${name}.new`);
    writeFileSync(aside, content, { mode: 0o600 });
    renameSync(aside, this.path(name));
  }

  /** The emulated clouds as the last command left them; undefined before the first one. */
  readClouds(): KeptTestbed | undefined {
    const text = this.read("clouds.json");
    if (text === undefined) return undefined;
    try {
      const { version, testbed } = JSON.parse(text) as { readonly version?: unknown; readonly testbed?: KeptTestbed };
      if (version === formatVersion && testbed !== undefined) return testbed;
    } catch {
      // It is no JSON, and so as good as another version's.
    }
    throw this.unreadable();
  }

  writeClouds(testbed: KeptTestbed): void {
    this.write("clouds.json", JSON.stringify({ version: formatVersion, testbed }));
  }

  unreadable(): Error {
    const file = path.join(this.shown, "clouds.json");
    return undone(`${file}: is not a state that this version can read; start over with "mtasts try reset"`);
  }

  close(): void {
    rmSync(this.path("lock"), { force: true });
  }

  #lock(): void {
    const file = this.path("lock");
    for (let attempt = 0; attempt < 2; attempt += 1) {
      try {
        writeFileSync(file, String(process.pid), { flag: "wx" });
        return;
      } catch {
        const holder = Number(this.read("lock") ?? "0");
        if (isAlive(holder)) {
          throw undone(
            `${this.shown} is in use by another "mtasts try" (process ${holder}); wait for it, or use another --state`,
          );
        }
        rmSync(file, { force: true });
      }
    }
    throw undone(`cannot lock ${this.shown}`);
  }
}

/** `reset` deletes the folder, and so it must be ours. */
function refuseForeign(folder: string, shown: string): void {
  if (!existsSync(folder) || readdirSync(folder).length === 0) return;
  if (readText(path.join(folder, ".gitignore")) !== "*\n") {
    throw undone(`${shown} exists and was not made by "mtasts try"; give another folder with --state`);
  }
}

function readText(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
