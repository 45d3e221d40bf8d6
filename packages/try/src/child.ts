import { spawn, type StdioOptions } from "node:child_process";
import { constants } from "node:os";
import { undone } from "./failure.js";

/** One command that runs on the emulated clouds. */
export interface ChildCommand {
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** Keeps the output, which is returned, instead of showing it. @default false */
  readonly isQuiet?: boolean;
  /** Lets a shell read the program with its arguments. @default false */
  readonly shell?: boolean;
}

export interface ChildResult {
  readonly exitCode: number;
  /** What was kept of the output. */
  readonly output: string;
}

const kept = 100_000;

/**
 * Runs a command to its end, with everything that it has started.
 *
 * On a terminal it shares our process group, so that it can ask, and Ctrl-C reaches it as it always does: engines then finish what
 * they have begun, and we wait for that. Elsewhere it gets a group of its own, which is ended with it.
 */
export async function runChild(command: ChildCommand): Promise<ChildResult> {
  const { program, args, cwd, env, isQuiet = false, shell = false } = command;
  const isTerminal = process.stdin.isTTY;
  const stdio: StdioOptions = isQuiet ? ["ignore", "pipe", "pipe"] : "inherit";
  const ownGroup = !isTerminal && process.platform !== "win32";
  const child = spawn(program, [...args], { cwd, env, stdio, shell, detached: ownGroup });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => {
      output = `${output}${text}`.slice(-kept);
    });
  }
  const signal = (name: NodeJS.Signals): void => {
    if (child.pid !== undefined) sendSignal(ownGroup ? -child.pid : child.pid, name);
  };
  // From a terminal the interrupt has reached the command already, and a second one would make an engine stop in the middle.
  const onInterrupt = (): void => {
    if (!isTerminal) signal("SIGINT");
  };
  const onEnd = (): void => {
    signal("SIGTERM");
  };
  process.on("SIGINT", onInterrupt).on("SIGTERM", onEnd).on("SIGHUP", onEnd);
  try {
    const exitCode = await new Promise<number>((resolve, reject) => {
      child.on("error", (error) => {
        reject(undone(`cannot run ${program}: ${error.message}`));
      });
      child.on("close", (code, name) => {
        resolve(code ?? 128 + (name === null ? 0 : constants.signals[name]));
      });
    });
    return { exitCode, output };
  } finally {
    process.off("SIGINT", onInterrupt).off("SIGTERM", onEnd).off("SIGHUP", onEnd);
    if (ownGroup) signal("SIGKILL");
  }
}

function sendSignal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It has ended.
  }
}
