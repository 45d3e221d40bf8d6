import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { pulumiEngines, type Engine } from "./catalogue.js";
import type { Log } from "./build.js";
import { provideEngines } from "./provide.js";
import { ProgramHost } from "./resident/program-host.js";
import { runCommand, type CommandResult } from "./run-command.js";

/** Which program is deployed, and to which cloud. */
export interface PulumiStackOptions {
  /** The folder that holds the program's `Pulumi.yaml`. */
  readonly program: string;
  /** The stack's name. */
  readonly stack: string;
  /** Variables that attach the engine to the emulated providers. */
  readonly providers: Readonly<Record<string, string>>;
  /** What is needed beside the engines for Node.js. @default nothing */
  readonly engines?: readonly Engine[];
  /** Folders whose programs are found before all others. @default none */
  readonly folders?: readonly string[];
  /**
   * The file of the program that one process runs at every command, so that its packages are loaded once: for many deployments of
   * a program. @default Pulumi's own language host runs the program
   */
  readonly resident?: string;
  /** Further variables of the engine and the program. @default none */
  readonly env?: Readonly<Record<string, string>>;
  /** After that long a command is ended. @default five minutes */
  readonly timeoutMs?: number;
  /** Told when an engine has to be built first. @default nobody */
  readonly log?: Log;
}

/** A stack in a backend of its own, driven through the `pulumi` command line. */
export interface PulumiStack {
  /** Runs `pulumi` with these arguments in the program's folder. */
  readonly run: (...args: readonly string[]) => Promise<CommandResult>;
  /** Removes backend, plugins' home and the stack's configuration. The stack's resources stay as they are. */
  readonly close: () => Promise<void>;
}

/** The commands that run the program. */
const running: ReadonlySet<string> = new Set(["preview", "up"]);

/** Has the engine ask a process at this address to run the program. */
function inline(address: string): readonly string[] {
  return [`--client=${address}`, "--exec-kind=auto.inline"];
}

/** Makes room for a stack. It is not initialised yet: `run("stack", "init", …)` does that. */
export async function openPulumiStack(options: PulumiStackOptions): Promise<PulumiStack> {
  const { engines = [], folders = [] } = options;
  const { programs, searchPath } = await provideEngines([...pulumiEngines, ...engines], process.env, options.log);
  const folder = await mkdtemp(path.join(tmpdir(), "mtasts-pulumi-"));
  const env = {
    ...withoutCloudSettings(process.env),
    PATH: [...folders, searchPath].join(path.delimiter),
    PULUMI_HOME: path.join(folder, "home"),
    PULUMI_BACKEND_URL: `file://${folder}`,
    PULUMI_CONFIG_PASSPHRASE: "",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    // The build has checked the program's types already.
    PULUMI_NODEJS_TRANSPILE_ONLY: "true",
    // What is deployed here is in no public DNS; whoever emulates one says so in `env`.
    MTASTS_OFFLINE: "1",
    ...options.providers,
    ...options.env,
  };
  const limit = options.timeoutMs === undefined ? {} : { timeoutMs: options.timeoutMs };
  const host = options.resident === undefined ? undefined : new ProgramHost(options.resident, env);
  return {
    run: async (...args) => {
      const client = host === undefined || !running.has(args[0] ?? "") ? [] : inline(await host.address());
      const all = [...args, ...client];
      return await runCommand(programs["pulumi"] ?? "pulumi", all, {
        cwd: options.program,
        env,
        shownAs: "pulumi",
        ...limit,
      });
    },
    close: async () => {
      host?.kill();
      await rm(folder, { recursive: true, force: true });
      await rm(path.join(options.program, `Pulumi.${options.stack}.yaml`), { force: true });
    },
  };
}

/** The caller's own accounts must neither be used nor change what is seen. */
function withoutCloudSettings(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^(PULUMI|AWS|CLOUDFLARE)_/u.test(name)));
}
