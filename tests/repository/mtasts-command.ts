import { spawn } from "node:child_process";
import path from "node:path";
import { root } from "./snippets";

/** How a program ended. */
export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** The program as `npm run build` bundles it. */
export const builtProgram = path.join(root, "packages", "cli", "bundle", "mtasts.cjs");

/** Runs a program while this process goes on, since the internet that it looks at is in this process. */
export async function runProgram(
  program: string,
  args: readonly string[],
  { cwd = root, stdin = "" }: { readonly cwd?: string; readonly stdin?: string } = {},
): Promise<Ended> {
  // Neither colours nor a width of the terminal that runs the tests.
  const { FORCE_COLOR: _, NO_COLOR: __, COLUMNS: ___, ...env } = process.env;
  const child = spawn(program, args, { cwd, env });
  let out = "";
  let err = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (out += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (err += text));
  child.stdin.end(stdin);
  return await new Promise((resolve, reject) => {
    child.on("error", reject).on("close", (code) => {
      resolve({ code, out, err });
    });
  });
}
