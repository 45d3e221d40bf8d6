import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";

/** All that a process has started, and what that has started in turn. */
export function descendants(pid: number): readonly number[] {
  const pairs = existsSync("/proc/self/stat") ? fromProc() : fromPs();
  const found = [pid];
  // The list grows while it is walked.
  for (const parent of found) {
    for (const [child, its] of pairs) if (its === parent) found.push(child);
  }
  return found.slice(1);
}

type Pair = readonly [pid: number, parent: number];

/** Quicker than a command, and there where small containers have no `ps`. */
function fromProc(): readonly Pair[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/u.test(name))
    .flatMap((name): readonly Pair[] => {
      try {
        // The name of the program, in brackets, may contain anything.
        const [, parent = ""] = /^.*\) \S (\d+)/su.exec(readFileSync(`/proc/${name}/stat`, "utf8")) ?? [];
        return [[Number(name), Number(parent)]];
      } catch {
        return []; // it ended meanwhile
      }
    });
}

function fromPs(): readonly Pair[] {
  const table = execFileSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" });
  return table
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/u).map(Number))
    .map(([child = 0, parent = 0]) => [child, parent]);
}
