import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { findProgram, openTofu, provideEngines, terraform, terraformIn, type CommandResult } from "@mtasts/engines";
import { askAsSender, startTestbed, type SenderView, type Testbed, type TestbedOptions } from "@mtasts/testbed";
import { type Settings, synthesise } from "./stack";

/** The construct on a real engine, the emulated cloud that it deploys to, and a sender that looks at it. */
export interface Deployment {
  readonly bed: Testbed;
  /** Where the framework writes to. */
  readonly outdir: string;
  /** Synthesises the stack anew, and gets it ready. */
  readonly configure: (settings: Settings) => Promise<void>;
  /** Runs the engine, without colours. */
  readonly run: (...args: readonly string[]) => Promise<CommandResult>;
  /** The same; a failure ends the test with all that was printed. */
  readonly must: (...args: readonly string[]) => Promise<CommandResult>;
  /** The exit code of a plan: 0 where nothing is to be done, 2 where something is. */
  readonly plan: () => Promise<CommandResult>;
  readonly apply: () => Promise<CommandResult>;
  /** The addresses of what is in the state. */
  readonly resources: () => Promise<readonly string[]>;
  /** What a sending mail server sees now. */
  readonly look: () => Promise<SenderView>;
  readonly close: () => Promise<void>;
}

export type EngineName = "tofu" | "terraform";

/** The engines that are there: OpenTofu is built where it is not, Terraform has to be installed. */
export const installed: readonly EngineName[] = findProgram(terraform) === undefined ? ["tofu"] : ["tofu", "terraform"];

async function programOf(engine: EngineName): Promise<string> {
  const log = (line: string): void => void process.stderr.write(`${line}\n`);
  const found =
    engine === "terraform"
      ? findProgram(terraform)
      : (await provideEngines([openTofu], process.env, log)).programs["tofu"];
  if (found === undefined) throw new Error(`${terraform.title} is missing: install it from ${terraform.homepage}`);
  return found;
}

/** The commands that print in colours. */
const coloured = new Set(["init", "validate", "plan", "apply", "destroy", "import", "output", "show"]);

/** Makes an internet of its own, and room for a stack. */
export async function openDeployment(
  engine: EngineName,
  options?: TestbedOptions,
  env?: Readonly<Record<string, string>>,
): Promise<Deployment> {
  const bed = await startTestbed(options);
  const deployment = await joinDeployment(engine, bed, env);
  return {
    ...deployment,
    close: async () => {
      await deployment.close();
      await bed.stop();
    },
  };
}

/** The same on an internet that is there already, and stays when the deployment is closed. */
export async function joinDeployment(
  engine: EngineName,
  bed: Testbed,
  env: Readonly<Record<string, string>> = {},
): Promise<Deployment> {
  const outdir = await mkdtemp(path.join(tmpdir(), "mtasts-terraform-"));
  const folder = path.join(outdir, "stacks", "mta-sts");
  const command = terraformIn({ program: await programOf(engine), folder, providers: bed.terraformEnv, env });
  const run = ([verb = "", ...args]: readonly string[]) =>
    command(verb, ...(coloured.has(verb) ? ["-no-color"] : []), ...args);
  const must = async (...args: readonly string[]): Promise<CommandResult> => {
    const result = await run(args);
    if (result.exitCode !== 0) throw new Error(`${result.command} ended with ${result.exitCode}:\n${result.output}`);
    return result;
  };
  return {
    bed,
    outdir,
    configure: async (settings) => {
      synthesise(outdir, settings);
      await must("init");
    },
    run: (...args) => run(args),
    must,
    plan: () => run(["plan", "-detailed-exitcode"]),
    apply: () => must("apply", "-auto-approve"),
    resources: async () => {
      const { values } = JSON.parse((await must("show", "-json")).output) as State;
      return (values?.root_module.resources ?? []).map(({ address }) => address);
    },
    look: () => askAsSender(bed, "example.com"),
    close: () => rm(outdir, { recursive: true, force: true }),
  };
}

interface State {
  readonly values?: { readonly root_module: { readonly resources?: readonly { readonly address: string }[] } };
}
