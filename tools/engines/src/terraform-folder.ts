import { devNull } from "node:os";
import { runCommand, type CommandResult } from "./run-command.js";

/** Which configuration is applied, by which engine, and to which cloud. */
export interface TerraformFolderOptions {
  /** The path of `tofu` or of `terraform`. */
  readonly program: string;
  /** The folder that holds the configuration. */
  readonly folder: string;
  /** Variables that attach the engine to the emulated providers. */
  readonly providers: Readonly<Record<string, string>>;
  /** Further variables of the engine. @default none */
  readonly env?: Readonly<Record<string, string>>;
  /** After that long a command is ended. @default five minutes */
  readonly timeoutMs?: number;
}

/** Runs the engine with these arguments. */
export type TerraformCommand = (...args: readonly string[]) => Promise<CommandResult>;

/** The `tofu` or `terraform` command line in a folder: without questions, and without what its user has configured. */
export function terraformIn(options: TerraformFolderOptions): TerraformCommand {
  const { program, folder, providers, env, timeoutMs } = options;
  const variables = {
    ...withoutSettings(process.env),
    CHECKPOINT_DISABLE: "true",
    TF_CLI_CONFIG_FILE: devNull,
    TF_IN_AUTOMATION: "true",
    TF_INPUT: "false",
    ...providers,
    ...env,
  };
  const limit = timeoutMs === undefined ? {} : { timeoutMs };
  return (...args) => runCommand(program, args, { cwd: folder, env: variables, ...limit });
}

/** The caller's own accounts and settings must neither be used nor change what is seen. */
function withoutSettings(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^(TF|TOFU|AWS|CLOUDFLARE)_/u.test(name)));
}
