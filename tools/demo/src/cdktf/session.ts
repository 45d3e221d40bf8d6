import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import {
  findProgram,
  openTofu,
  provideEngines,
  terraform,
  terraformIn,
  type CommandResult,
  type TerraformCommand,
} from "@mtasts/engines";
import { startTestbed, type Testbed } from "@mtasts/testbed";
import type { DemoOptions } from "../options.js";
import { DemoStopped } from "../session.js";
import { quote, say, showCommand } from "../terminal.js";
import { readStack, runSynth, type Run, type Stack } from "./synth.js";

const examples = path.join(__dirname, "..", "..", "..", "..", "examples");

/** The emulated clouds take any account: these are what the providers want to have beside the settings. */
const accounts = {
  AWS_ACCESS_KEY_ID: "demo",
  AWS_SECRET_ACCESS_KEY: "demo",
  CLOUDFLARE_API_TOKEN: "demo",
  TF_VAR_access_key_id: "demo",
  TF_VAR_secret_access_key: "demo",
};

/** What a person would not have to type: no questions, no colours. */
const batchOptions: Readonly<Record<string, readonly string[]>> = {
  init: ["-no-color"],
  plan: ["-no-color"],
  apply: ["-auto-approve", "-no-color"],
  destroy: ["-auto-approve", "-no-color"],
};

/** An example, an engine for what it writes, and an internet of its own. */
export class CdktfSession {
  /** `tofu` or `terraform`. */
  readonly engine: string;
  readonly #scratch: string;
  readonly #command: TerraformCommand;

  private constructor(
    readonly bed: Testbed,
    readonly example: string,
    { program, scratch }: { readonly program: string; readonly scratch: string },
  ) {
    this.engine = path.basename(program);
    this.#scratch = scratch;
    this.#command = terraformIn({ program, folder: this.#folder, providers: bed.terraformEnv, env: accounts });
  }

  static async open({ domain, variant }: DemoOptions): Promise<CdktfSession> {
    const program = await findEngine();
    const scratch = mkdtempSync(path.join(tmpdir(), "mtasts-demo-"));
    const bed = await startTestbed(variant.zones(domain));
    return new CdktfSession(bed, variant.example.replace(/^pulumi-/u, "cdktf-"), { program, scratch });
  }

  /** Runs the program with these settings, and shows the command. */
  synth(settings: object): Run {
    const file = path.join(this.#scratch, "settings.json");
    writeFileSync(file, JSON.stringify(settings));
    const run = runSynth(path.join(examples, this.example), { settings: file, outdir: this.#outdir });
    showCommand("npm run synth", run.seconds);
    return run;
  }

  /** The same, where the demo cannot go on without. Returns what was written. */
  mustSynth(settings: object): Stack {
    const { exitCode, output } = this.synth(settings);
    if (exitCode === 0) return readStack(this.#folder);
    quote(output.trim().split("\n"));
    throw new DemoStopped(`npm run synth ended with ${String(exitCode)}`);
  }

  /** What the last run that succeeded has written. */
  read(): Stack {
    return readStack(this.#folder);
  }

  /** Gets ready what was written. The state lies beside it, where another run finds it. */
  async init(): Promise<void> {
    const backend = `-backend-config=path=${path.join(this.#scratch, "terraform.tfstate")}`;
    const result = await this.#command("init", "-no-color", backend);
    showCommand(`${this.engine} init`, result.seconds);
    if (result.exitCode !== 0) this.#stop(result);
  }

  /** Runs the engine and shows the command. */
  async run(verb: string, ...args: readonly string[]): Promise<CommandResult> {
    const result = await this.#command(verb, ...args, ...(batchOptions[verb] ?? []));
    showCommand([this.engine, verb, ...args].join(" "), result.seconds);
    return result;
  }

  /** The same, for a command without which the demo cannot go on. */
  async must(verb: string, ...args: readonly string[]): Promise<CommandResult> {
    const result = await this.run(verb, ...args);
    return result.exitCode === 0 ? result : this.#stop(result);
  }

  async close(): Promise<void> {
    rmSync(this.#scratch, { recursive: true, force: true });
    await this.bed.stop();
  }

  #stop({ command, exitCode, output }: CommandResult): never {
    quote(output.trim().split("\n"));
    throw new DemoStopped(`${path.basename(command)} ended with ${exitCode}`);
  }

  get #outdir(): string {
    return path.join(this.#scratch, "cdktf.out");
  }

  get #folder(): string {
    return path.join(this.#outdir, "stacks", "mta-sts");
  }
}

/** Whichever is installed; otherwise OpenTofu, which can be built. */
async function findEngine(): Promise<string> {
  const installed = findProgram(openTofu) ?? findProgram(terraform);
  return installed ?? (await provideEngines([openTofu], process.env, say)).programs[openTofu.name] ?? openTofu.name;
}
