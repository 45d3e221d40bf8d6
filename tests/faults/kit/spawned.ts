import { spawn } from "node:child_process";
import { descendants } from "./descendants";
import type { Run } from "./engine";

/** Where and as what a command runs. */
export interface SpawnOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** What it shows instead of the full path. */
  readonly shownAs: string;
}

const timeoutMs = 60_000;

/** Runs one command at a time, and can kill it. */
export class Spawned {
  #running: number | undefined;

  async run(program: string, args: readonly string[], { cwd, env, shownAs }: SpawnOptions): Promise<Run> {
    const started = Date.now();
    // A group of its own: what a signal from the terminal ends is this process, which ends the other.
    const child = spawn(program, args, { cwd, env, detached: true, stdio: ["ignore", "pipe", "pipe"] });
    this.#running = child.pid;
    const chunks: string[] = [];
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => chunks.push(text));
    }
    const timer = setTimeout(() => {
      this.kill();
    }, timeoutMs);
    const code = await new Promise<number | null>((resolve, reject) => {
      child.on("error", reject).on("close", resolve);
    });
    clearTimeout(timer);
    this.#running = undefined;
    const command = [shownAs, ...args].join(" ");
    return { command, exitCode: code ?? undefined, output: chunks.join(""), seconds: (Date.now() - started) / 1000 };
  }

  /**
   * Ends what runs, with what that has started, which may be in a group of its own and would live on.
   *
   * @param isFit - Whether it may be ended just now; asked while it stands still. @default always
   */
  kill(isFit: () => boolean = () => true): void {
    const pid = this.#running;
    if (pid === undefined) return;
    const all = [pid, ...descendants(pid)];
    for (let tries = 0; tries < 1000; tries++) {
      for (const one of all) signal(one, "SIGSTOP");
      // A thread on another core stops a moment later than it is told.
      pause(2);
      if (isFit()) break;
      for (const one of all) signal(one, "SIGCONT");
      pause(1);
    }
    for (const one of all) signal(one, "SIGKILL");
  }
}

/** Milliseconds in which nothing else of this process goes on, either. */
function pause(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // it ended by itself meanwhile
  }
}
