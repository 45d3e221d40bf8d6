import { spawn } from "node:child_process";

/** How a command went. */
export interface CommandResult {
  /** As a person would type it. */
  readonly command: string;
  readonly exitCode: number;
  /** Standard output and standard error, in the order in which they came. */
  readonly output: string;
  readonly seconds: number;
}

/** Where and with what a command runs. */
export interface CommandOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** After that long the command is ended, with its children. @default five minutes */
  readonly timeoutMs?: number;
  /** What it shows instead of the full path. @default the command itself */
  readonly shownAs?: string;
}

const fiveMinutesMs = 300_000;

/** Runs a command to its end; an exit code other than 0 is a result, not an error. */
export async function runCommand(
  program: string,
  args: readonly string[],
  options: CommandOptions,
): Promise<CommandResult> {
  const started = Date.now();
  // A group of its own: what the engine has started ends with it.
  const child = spawn(program, args, {
    cwd: options.cwd,
    env: options.env,
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  const chunks: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => chunks.push(text));
  }
  const end = (): void => {
    if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
  };
  process.once("exit", end);
  const timer = setTimeout(end, options.timeoutMs ?? fiveMinutesMs);
  const exitCode = await new Promise<number>((resolve, reject) => {
    child.on("error", reject).on("close", (code) => {
      resolve(code ?? 128);
    });
  }).finally(() => {
    clearTimeout(timer);
    process.off("exit", end);
  });
  return {
    command: [options.shownAs ?? program, ...args.map(quoted)].join(" "),
    exitCode,
    output: chunks.join(""),
    seconds: (Date.now() - started) / 1000,
  };
}

function quoted(argument: string): string {
  return /^[\w@%+=:,./-]+$/u.test(argument) ? argument : `'${argument.replaceAll("'", String.raw`'\''`)}'`;
}
