import { execFileSync, spawnSync, type SpawnSyncOptions } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** Names under which distributions install a browser that runs without a screen. */
const PROGRAMS = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"] as const;

/**
 * The command of a Chromium on PATH. CI installs Debian's where there is none; elsewhere `undefined` says that there is none.
 *
 * @throws in CI if none can be had, so that the check is never skipped there without a word.
 */
export function findChromium(): string | undefined {
  const installed = PROGRAMS.find(isInstalled);
  if (installed !== undefined || process.env["CI"] === undefined) return installed;
  if (process.getuid?.() === 0 && isInstalled("apt-get")) {
    const options: SpawnSyncOptions = { stdio: ["ignore", "ignore", "inherit"], timeout: 240_000 };
    spawnSync("apt-get", ["update", "--quiet=2"], options);
    spawnSync("apt-get", ["install", "--yes", "--quiet=2", "--no-install-recommends", PROGRAMS[0]], options);
  }
  const added = PROGRAMS.find(isInstalled);
  if (added === undefined) {
    throw new Error(`no Chromium: none of ${PROGRAMS.join(", ")} is on PATH, and Debian's could not be installed`);
  }
  return added;
}

/** Loads a page of the local disk and returns its document as it is once its scripts have run. */
export function documentOf(chromium: string, page: string): string {
  const profile = mkdtempSync(path.join(tmpdir(), "mtasts-chromium-"));
  try {
    // The sandbox needs rights that containers do not have; the page is our own.
    const flags = ["--headless", "--no-sandbox", "--disable-gpu", `--user-data-dir=${profile}`, "--dump-dom"];
    const stdio = ["ignore", "pipe", "ignore"] as const;
    return execFileSync(chromium, [...flags, `file://${page}`], {
      encoding: "utf8",
      timeout: 60_000,
      stdio: [...stdio],
    });
  } finally {
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

function isInstalled(program: string): boolean {
  return spawnSync(program, ["--version"], { stdio: "ignore" }).error === undefined;
}
