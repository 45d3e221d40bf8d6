import { spawnSync } from "node:child_process";

/** Terraform or OpenTofu, whichever is on the PATH. */
const engine = ["terraform", "tofu"].find((name) => spawnSync(name, ["version"]).status === 0);

/** Whether there is one. */
export const hasEngine = engine !== undefined;
if (!hasEngine) {
  const problem = "neither terraform nor tofu is on PATH";
  if (process.env["CI"] !== undefined) throw new Error(problem);
  console.warn(`skipped: ${problem}`);
}

/**
 * Runs the engine in the folder, and returns what it prints.
 *
 * @throws Error with what it says where it fails.
 */
export function runEngine(folder: string, args: readonly string[], variables: NodeJS.ProcessEnv = {}): string {
  // Whoever runs the tests may have settings of their own.
  const { TF_CLI_CONFIG_FILE: _, ...own } = process.env;
  const options = { cwd: folder, env: { ...own, ...variables }, encoding: "utf8" } as const;
  const { status, stdout, stderr } = spawnSync(engine ?? "", [...args, "-no-color"], options);
  if (status !== 0) throw new Error(stderr);
  return stdout;
}
