import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { provideEngines, pulumiEngines } from "@mtasts/engines";
import { descendants } from "./descendants";
import type { Settings } from "../programs/src/settings";

/** How a command went. */
export interface Run {
  readonly command: string;
  /** Undefined where the engine was killed. */
  readonly exitCode: number | undefined;
  readonly output: string;
  readonly seconds: number;
}

const programs = path.join(__dirname, "..", "programs");
const timeoutMs = 60_000;

/** Options that `pulumi` takes for the commands which ask or draw. */
const deploying = ["--yes", "--skip-preview", "--non-interactive", "--color", "never"];
const batchOptions: Readonly<Record<string, readonly string[]>> = {
  preview: ["--non-interactive", "--color", "never"],
  up: deploying,
  destroy: deploying,
  refresh: deploying,
  import: ["--yes", "--skip-preview", "--generate-code=false", "--protect=false", "--color", "never"],
};

/** The commands that run the program, and those that read the stack's configuration. */
const configured = new Set(["preview", "up", "destroy", "refresh", "import"]);

let opened = 0;

/** Pulumi's real engine with one stack, whose state can be put back; one command at a time. */
export class Engine {
  /** Other processes have theirs. */
  readonly #stack = `faults-${process.pid}-${(opened += 1)}`;
  #running: number | undefined;

  private constructor(
    private readonly folder: string,
    private readonly pulumi: string,
    private readonly env: NodeJS.ProcessEnv,
  ) {}

  /** `providers`: the variables that attach the engine to the emulated ones. */
  static async open(providers: Readonly<Record<string, string>>): Promise<Engine> {
    const { programs: found, searchPath } = await provideEngines(pulumiEngines);
    const folder = await mkdtemp(path.join(tmpdir(), "mtasts-faults-"));
    const env = {
      ...withoutCloudSettings(process.env),
      PATH: searchPath,
      PULUMI_HOME: path.join(folder, "home"),
      PULUMI_BACKEND_URL: `file://${folder}`,
      PULUMI_CONFIG_PASSPHRASE: "",
      PULUMI_SKIP_UPDATE_CHECK: "true",
      PULUMI_DISABLE_CHECKPOINT_BACKUPS: "true",
      FAULTS_SETTINGS: path.join(folder, "settings.json"),
      ...providers,
    };
    const engine = new Engine(folder, found["pulumi"] ?? "pulumi", env);
    await engine.must("stack", "init", engine.#stack);
    // It is written beside the program, where it would be in the way of other stacks.
    const written = path.join(programs, `Pulumi.${engine.#stack}.yaml`);
    const config = await readFile(written, "utf8");
    await rm(written);
    await writeFile(engine.#configFile, `${config}config:\n  aws:region: eu-central-1\n  cloudflare:apiToken: token\n`);
    return engine;
  }

  /** What the next command's program is told. */
  async configure(settings: Settings): Promise<void> {
    await writeFile(path.join(this.folder, "settings.json"), JSON.stringify(settings));
  }

  async run(...args: readonly string[]): Promise<Run> {
    const [name = ""] = args;
    const config = configured.has(name) ? ["--stack", this.#stack, "--config-file", this.#configFile] : [];
    const all = [...args, ...(batchOptions[name] ?? []), ...config];
    const started = Date.now();
    // A group of its own: the language host and the program end with the engine.
    const child = spawn(this.pulumi, all, {
      cwd: programs,
      env: this.env,
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
    });
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
    const command = ["pulumi", ...args].join(" ");
    return { command, exitCode: code ?? undefined, output: chunks.join(""), seconds: (Date.now() - started) / 1000 };
  }

  /** The same; a failure is an error with all that was printed. */
  async must(...args: readonly string[]): Promise<Run> {
    const result = await this.run(...args);
    if (result.exitCode === 0) return result;
    throw new Error(`${result.command} ended with ${String(result.exitCode)}:\n${result.output}`);
  }

  /** Ends the engine where it stands, with its language host, which is in a group of its own and would live on. */
  kill(): void {
    if (this.#running === undefined) return;
    for (const pid of [this.#running, ...descendants(this.#running)]) endProcess(pid);
  }

  /** The stack's state, as the backend keeps it. */
  async state(): Promise<string> {
    return await readFile(this.#stateFile, "utf8");
  }

  /** Puts an earlier state back, and ends the lock that a killed engine has left. */
  async restore(state: string): Promise<void> {
    await writeFile(this.#stateFile, state);
    await rm(path.join(this.folder, ".pulumi", "locks"), { recursive: true, force: true });
  }

  async close(): Promise<void> {
    this.kill();
    await rm(this.folder, { recursive: true, force: true });
  }

  get #configFile(): string {
    return path.join(this.folder, "stack.yaml");
  }

  get #stateFile(): string {
    return path.join(this.folder, ".pulumi", "stacks", "faults", `${this.#stack}.json`);
  }
}

function endProcess(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // it ended by itself meanwhile
  }
}

/** The caller's own accounts must neither be used nor change what is seen. */
function withoutCloudSettings(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^(PULUMI|AWS|CLOUDFLARE)_/u.test(name)));
}
