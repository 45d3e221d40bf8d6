import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import type { Context } from "../context";
import { undone } from "../exit-code";

/** The entry of `@mtasts/try`, which is a package of its own, since it brings emulated clouds along. */
interface TryModule {
  readonly run: (
    args: readonly string[],
    io: {
      readonly out: (line: string) => void;
      readonly err: (line: string) => void;
      readonly env: Readonly<Record<string, string | undefined>>;
      readonly cwd: string;
    },
  ) => Promise<number>;
}

const packageName = "@mtasts/try";

/**
 * Hands the arguments to `@mtasts/try`: that of the project in the current folder, or the one installed with this command.
 *
 * @param help - Shows what can be said without that package.
 */
export async function tryProgram(args: readonly string[], context: Context, help: () => void): Promise<void> {
  const cwd = process.cwd();
  const module = load(path.join(cwd, "package.json"), path.join(__dirname, "package.json"));
  const own = args.slice(0, args.includes("--") ? args.indexOf("--") : undefined);
  if (module === undefined && own.some((arg) => arg === "--help" || arg === "-h")) {
    help();
    return;
  }
  if (module === undefined)
    throw undone(`this needs the package ${packageName}: npm install --save-dev ${packageName}`);
  const { io } = context;
  const exitCode = await module.run(args, {
    out: (line) => {
      io.stdout.write(`${line}\n`);
    },
    err: (line) => {
      io.stderr.write(`${line}\n`);
    },
    env: io.env,
    cwd,
  });
  // An engine has codes of its own.
  context.exitCode = exitCode as typeof context.exitCode;
}

function load(...places: readonly string[]): TryModule | undefined {
  for (const place of places) {
    const require = createRequire(place);
    const manifest = resolved(require, `${packageName}/package.json`);
    if (manifest === undefined) continue;
    const { bin } = JSON.parse(readFileSync(manifest, "utf8")) as { readonly bin: Readonly<Record<string, string>> };
    return require(path.join(path.dirname(manifest), bin["mtasts-try"] ?? "")) as TryModule;
  }
  return undefined;
}

function resolved(require: NodeJS.Require, name: string): string | undefined {
  try {
    return require.resolve(name);
  } catch {
    return undefined;
  }
}
