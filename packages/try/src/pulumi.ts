import { existsSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";
import { type ChildResult, runChild } from "./child.js";
import { type Change, type Deployer, type DeployerContext } from "./deployer.js";
import { undone } from "./failure.js";
import { findProgram } from "./find-program.js";
import { putGuestFile } from "./guest-files.js";
import { type Project } from "./project.js";
import { configFolder, mergeConfig, readStackConfig, type StackConfig, stackName } from "./pulumi-config.js";
import { type StateFolder } from "./state-folder.js";

const changes: Readonly<Record<Change, readonly string[]>> = {
  up: ["up", "--yes", "--skip-preview"],
  preview: ["preview"],
  destroy: ["destroy", "--yes", "--skip-preview"],
};

const stackFileName = `Pulumi.${stackName}.yaml`;
const seenConfigName = "pulumi-config.json";

export interface PulumiOptions extends DeployerContext {
  readonly state: StateFolder;
  /** Attaches the engine to the emulated providers. */
  readonly providers: Readonly<Record<string, string>>;
  /** The stack whose configuration is copied. */
  readonly config: string | undefined;
}

/**
 * Opens a throw-away stack of a Pulumi program: with a back end, a home, and a configuration of its own, none of which touch the user's.
 *
 * @throws Failure where Pulumi is not installed, or the stack cannot be made.
 */
export async function openPulumi(
  project: Extract<Project, { readonly kind: "pulumi" }>,
  options: PulumiOptions,
): Promise<Deployer> {
  const { state, providers, config, say } = options;
  const program = findProgram("pulumi", options.env);
  if (program === undefined) {
    throw undone("pulumi is not on PATH; install it from https://www.pulumi.com/docs/install/ (no account is needed)");
  }
  const env = {
    ...options.env,
    ...providers,
    PULUMI_HOME: ownHome(state, options.ownEnv),
    PULUMI_BACKEND_URL: `file://${state.subfolder("pulumi", "backend")}`,
    PULUMI_CONFIG_PASSPHRASE: "",
    PULUMI_SKIP_UPDATE_CHECK: "true",
  };
  const folder = configFolder(project.file);
  const file = path.join(folder, stackFileName);
  // One that is there was left by a command that was killed.
  rmSync(file, { force: true });
  const guest = putGuestFile(file, stackFile(state, readStackConfig(folder, config), options.ownEnv));
  const close = (): void => {
    const left = guest.content();
    if (left !== undefined) state.write(stackFileName, left);
    guest.leave();
  };
  const run = (command: string, args: readonly string[], isQuiet = false): Promise<ChildResult> =>
    runChild({ program: command, args, cwd: project.folder, env, isQuiet });
  try {
    await ensureStack(state, (...args) => run(program, args, true));
  } catch (error) {
    guest.leave();
    throw error;
  }
  return {
    change: (change) => {
      const args = [...changes[change], "--stack", stackName, ...(process.stdin.isTTY ? [] : ["--non-interactive"])];
      say(`$ pulumi ${args.join(" ")}`);
      return run(program, args);
    },
    run: ([command = "", ...args]) => run(command, args),
    close,
  };
}

async function ensureStack(
  state: StateFolder,
  pulumi: (...args: readonly string[]) => Promise<ChildResult>,
): Promise<void> {
  if (existsSync(state.path("pulumi", "initialized"))) return;
  const { exitCode, output } = await pulumi("stack", "init", stackName, "--non-interactive");
  if (exitCode !== 0) throw undone(`pulumi could not make a throw-away stack:\n${output.trim()}`);
  state.write(path.join("pulumi", "initialized"), "");
}

/** The configuration file of the throw-away stack: what it had, and what is new in the user's. */
function stackFile(
  state: StateFolder,
  now: StackConfig,
  { AWS_REGION: region = "us-east-1" }: NodeJS.ProcessEnv,
): string {
  // The AWS provider does nothing without one, and a first program has none yet.
  const whole = { "aws:region": region, ...now };
  const before = JSON.parse(state.read(seenConfigName) ?? "{}") as StackConfig;
  state.write(seenConfigName, JSON.stringify(whole));
  return mergeConfig(state.read(stackFileName) ?? "", { before, now: whole });
}

/**
 * A home of its own: no credentials of Pulumi Cloud, and no plugin of a cloud that is not emulated, which would reach the real one. Only
 * the plugin of this project is lent, for programs in other languages.
 */
function ownHome(
  state: StateFolder,
  { PULUMI_HOME: home = path.join(homedir(), ".pulumi") }: NodeJS.ProcessEnv,
): string {
  const own = state.subfolder("pulumi", "home");
  const theirs = path.join(home, "plugins");
  const ours = state.subfolder("pulumi", "home", "plugins");
  const lent = existsSync(theirs) ? readdirSync(theirs).filter((name) => /^resource-mtasts-v[^/]*$/u.test(name)) : [];
  for (const name of lent) {
    const link = path.join(ours, name);
    if (!existsSync(link)) symlinkSync(path.join(theirs, name), link, name.endsWith(".lock") ? "file" : "junction");
  }
  return own;
}
