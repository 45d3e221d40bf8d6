import { readFileSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { devNull, tmpdir } from "node:os";
import path from "node:path";
import { openTofu, provideEngines } from "@mtasts/engines";
import type { Cloud, Testbed } from "@mtasts/testbed";
import type { Settings } from "../../programs/src/settings";
import { firstSettings } from "../lives";
import { must, type Command, type Engine, type Run } from "../engine";
import { Spawned } from "../spawned";
import { repair } from "./repair";
import { synthesise } from "./stack";
import { readState, type StackState } from "./stack-state";

const commands: Readonly<Record<Command, readonly string[]>> = {
  up: ["apply", "-auto-approve"],
  destroy: ["destroy", "-auto-approve"],
};

/** The commands that print in colours. */
const coloured = new Set(["init", "plan", "apply", "destroy", "import"]);

/** OpenTofu, with the construct's stack and a state in a file. */
export class TofuEngine implements Engine {
  readonly words = { up: "apply", destroy: "destroy", refresh: "refresh" };
  readonly #spawned = new Spawned();

  private constructor(
    private readonly folder: string,
    private readonly tofu: string,
    private readonly env: NodeJS.ProcessEnv,
  ) {}

  /** Attaches it to the emulated providers. */
  static async open(bed: Testbed): Promise<TofuEngine> {
    const { programs } = await provideEngines([openTofu]);
    const folder = await mkdtemp(path.join(tmpdir(), "mtasts-faults-"));
    const env = {
      ...withoutSettings(process.env),
      CHECKPOINT_DISABLE: "true",
      TF_CLI_CONFIG_FILE: devNull,
      TF_IN_AUTOMATION: "true",
      TF_INPUT: "false",
      MTASTS_OFFLINE: "1",
      ...bed.terraformEnv,
    };
    const engine = new TofuEngine(folder, programs["tofu"] ?? "tofu", env);
    // Every program declares the same providers and the same backend.
    await engine.configure(firstSettings("worker", "cloudflare"));
    await engine.must("init");
    return engine;
  }

  async configure(settings: Settings): Promise<void> {
    await writeFile(this.#configuration, synthesise(settings));
  }

  async deploy(command: Command): Promise<Run> {
    return await this.run(...commands[command]);
  }

  /** Runs any command of `tofu` to its end. */
  async run(...[verb = "", ...args]: readonly string[]): Promise<Run> {
    const all = [verb, ...(coloured.has(verb) ? ["-no-color"] : []), ...args];
    return await this.#spawned.run(this.tofu, all, { cwd: this.folder, env: this.env, shownAs: "tofu" });
  }

  /** The same; a failure is an error with all that was printed. */
  async must(...args: readonly string[]): Promise<Run> {
    return must(await this.run(...args));
  }

  kill(): void {
    this.#spawned.kill(() => this.#isStateWhole());
  }

  async known(): Promise<StackState> {
    return readState(await this.state());
  }

  async remembered(): Promise<readonly string[]> {
    return (await this.known()).map(({ address, status }) => `${address} ${status}`).sort();
  }

  /** The address that the configuration has for a child of the construct. */
  async addressOf(type: string, child: string): Promise<string> {
    const { resource = {} } = JSON.parse(await readFile(this.#configuration, "utf8")) as Configuration;
    const name = Object.keys(resource[type] ?? {}).find((one) => one.startsWith(`mail_${child}_`));
    if (name === undefined) throw new Error(`the configuration has no ${child} of type ${type}`);
    return `${type}.${name}`;
  }

  async repair(cloud: Cloud): Promise<readonly string[]> {
    return await repair(this, cloud);
  }

  async refresh(): Promise<void> {
    await this.must("apply", "-refresh-only", "-auto-approve");
  }

  async drift(): Promise<readonly string[]> {
    const { exitCode, output } = await this.run("plan", "-detailed-exitcode");
    return exitCode === 0 ? [] : [output];
  }

  async state(): Promise<string> {
    return await readFile(this.#stateFile, "utf8").catch(() => "");
  }

  async restore(state: string): Promise<void> {
    await rm(path.join(this.folder, ".terraform.tfstate.lock.info"), { force: true });
    await rm(`${this.#stateFile}.backup`, { force: true });
    if (state === "") await rm(this.#stateFile, { force: true });
    else await writeFile(this.#stateFile, state);
  }

  async close(): Promise<void> {
    this.kill();
    await rm(this.folder, { recursive: true, force: true });
  }

  /** This backend writes its file in place, others replace the state in one step: to be killed in between is its own fault. */
  #isStateWhole(): boolean {
    try {
      readState(readFileSync(this.#stateFile, "utf8"));
      return true;
    } catch (error) {
      return error instanceof Error && "code" in error && error.code === "ENOENT";
    }
  }

  get #configuration(): string {
    return path.join(this.folder, "cdk.tf.json");
  }

  get #stateFile(): string {
    return path.join(this.folder, "terraform.tfstate");
  }
}

interface Configuration {
  readonly resource?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** The caller's own accounts and settings must neither be used nor change what is seen. */
function withoutSettings(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^(TF|TOFU|AWS|CLOUDFLARE)_/u.test(name)));
}
