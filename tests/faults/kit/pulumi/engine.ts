import { existsSync, readFileSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { ProgramHost, provideEngines, pulumiEngines } from "@mtasts/engines";
import type { Cloud, Testbed } from "@mtasts/testbed";
import type { Settings } from "../../programs/src/settings";
import { must, type Command, type Engine, type Run } from "../engine";
import { Spawned } from "../spawned";
import { repair } from "./repair";
import { readState, type StackState } from "./stack-state";

const programs = path.join(__dirname, "..", "..", "programs");

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
const running = new Set(["preview", "up"]);
const configured = new Set([...running, "destroy", "refresh", "import"]);

let opened = 0;

/** Pulumi's real engine. */
export class PulumiEngine implements Engine {
  readonly words = { up: "up", destroy: "destroy", refresh: "refresh" };
  /** Other processes have theirs. */
  readonly #stack = `faults-${process.pid}-${(opened += 1)}`;
  readonly #spawned = new Spawned();
  readonly #host: ProgramHost;

  private constructor(
    private readonly folder: string,
    private readonly pulumi: string,
    private readonly env: NodeJS.ProcessEnv,
  ) {
    this.#host = new ProgramHost(path.join(programs, "dist", "main.js"), env);
  }

  /** Attaches it to the emulated providers. */
  static async open(bed: Testbed): Promise<PulumiEngine> {
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
      MTASTS_OFFLINE: "1",
      ...bed.env,
    };
    const engine = new PulumiEngine(folder, found["pulumi"] ?? "pulumi", env);
    await engine.must("stack", "init", engine.#stack);
    // It is written beside the program, where it would be in the way of other stacks.
    const written = path.join(programs, `Pulumi.${engine.#stack}.yaml`);
    const config = await readFile(written, "utf8");
    await rm(written);
    await writeFile(engine.#configFile, `${config}config:\n  aws:region: eu-central-1\n  cloudflare:apiToken: token\n`);
    return engine;
  }

  async configure(settings: Settings): Promise<void> {
    await writeFile(path.join(this.folder, "settings.json"), JSON.stringify(settings));
  }

  async deploy(command: Command): Promise<Run> {
    return await this.run(command);
  }

  /** Runs any command of `pulumi` to its end. */
  async run(...args: readonly string[]): Promise<Run> {
    const [name = ""] = args;
    const config = configured.has(name) ? ["--stack", this.#stack, "--config-file", this.#configFile] : [];
    const client = running.has(name) ? [`--client=${await this.#host.address()}`, "--exec-kind=auto.inline"] : [];
    const all = [...args, ...(batchOptions[name] ?? []), ...config, ...client];
    return await this.#spawned.run(this.pulumi, all, { cwd: programs, env: this.env, shownAs: "pulumi" });
  }

  /** The same; a failure is an error with all that was printed. */
  async must(...args: readonly string[]): Promise<Run> {
    return must(await this.run(...args));
  }

  kill(): void {
    this.#spawned.kill(() => this.#isStateWhole());
    this.#host.kill();
  }

  async known(): Promise<StackState> {
    return readState(await this.state());
  }

  async remembered(): Promise<readonly string[]> {
    const { resources, pending } = await this.known();
    return [...resources.map(({ urn }) => urn), ...pending.map(({ urn }) => `pending ${urn}`)].sort();
  }

  async repair(cloud: Cloud, interrupted: Run): Promise<readonly string[]> {
    return await repair(this, cloud, interrupted);
  }

  async refresh(): Promise<void> {
    await this.must("refresh");
  }

  async drift(): Promise<readonly string[]> {
    const { exitCode, output } = await this.run("preview", "--refresh", "--expect-no-changes");
    return exitCode === 0 ? [] : [output];
  }

  async state(): Promise<string> {
    return await readFile(this.#stateFile, "utf8");
  }

  async restore(state: string): Promise<void> {
    await writeFile(this.#stateFile, state);
    // What the backend keeps beside the file tells of another one, and may have been cut off.
    await rm(`${this.#stateFile}.attrs`, { force: true });
    await rm(path.join(this.folder, ".pulumi", "locks"), { recursive: true, force: true });
  }

  async close(): Promise<void> {
    this.kill();
    await rm(this.folder, { recursive: true, force: true });
  }

  /** This backend writes its files in place, others replace the state in one step: to be killed in between is its own fault. */
  #isStateWhole(): boolean {
    try {
      for (const file of [this.#stateFile, `${this.#stateFile}.attrs`].filter(existsSync)) {
        JSON.parse(readFileSync(file, "utf8"));
      }
      return true;
    } catch {
      return false;
    }
  }

  get #configFile(): string {
    return path.join(this.folder, "stack.yaml");
  }

  get #stateFile(): string {
    return path.join(this.folder, ".pulumi", "stacks", "faults", `${this.#stack}.json`);
  }
}

/** The caller's own accounts must neither be used nor change what is seen. */
function withoutCloudSettings(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^(PULUMI|AWS|CLOUDFLARE)_/u.test(name)));
}
