import { devNull } from "node:os";
import path from "node:path";
import { type ChildResult } from "./child.js";
import { type Change, type Deployer, type DeployerContext } from "./deployer.js";
import { undone } from "./failure.js";
import { findProgram } from "./find-program.js";
import { type GuestFile, putGuestFile } from "./guest-files.js";
import { type TerraformEngine } from "./options.js";
import { type Project } from "./project.js";
import { type StateFolder } from "./state-folder.js";
import { type EmulatedTypes, engineIn, type SynthesizedStack, synthesize } from "./terraform-stack.js";

const changes: Readonly<Record<Change, readonly string[]>> = {
  up: ["apply", "-auto-approve", "-input=false"],
  preview: ["plan", "-input=false"],
  destroy: ["destroy", "-auto-approve", "-input=false"],
};

export interface TerraformOptions extends DeployerContext {
  readonly state: StateFolder;
  /** Attaches the engine to the emulated providers. */
  readonly providers: Readonly<Record<string, string>>;
  readonly emulated: EmulatedTypes;
  readonly engine: TerraformEngine | undefined;
  readonly stack: string | undefined;
}

/**
 * Opens throw-away states for a CDKTF program or a Terraform configuration.
 *
 * @throws Failure where no engine is installed, or the program fails.
 */
export async function openTerraform(
  project: Extract<Project, { readonly kind: "cdktf" | "terraform" }>,
  options: TerraformOptions,
): Promise<Deployer> {
  const { state } = options;
  const engine = findEngine(options);
  const env = {
    ...options.env,
    ...options.providers,
    CHECKPOINT_DISABLE: "true",
    // The user's file may name credentials, and mirrors of the real providers.
    TF_CLI_CONFIG_FILE: devNull,
    TF_IN_AUTOMATION: "true",
  };
  state.subfolder("terraform");
  if (project.kind === "terraform") {
    const guests = guestsOf(project.folder, state);
    return deployerOf({ stacks: [{ name: "main", folder: project.folder }], project, guests, env, engine, options });
  }
  const { app, context, folder } = project;
  const all = await synthesize({ ...options, app, context, folder });
  const stacks = options.stack === undefined ? all : all.filter(({ name }) => name === options.stack);
  if (stacks.length === 0) {
    throw undone(`the program has no stack "${options.stack ?? ""}"; it has ${all.map(({ name }) => name).join(", ")}`);
  }
  return deployerOf({ stacks, project, guests: [], env, engine, options });
}

interface Engine {
  readonly name: string;
  readonly program: string;
}

function findEngine({ engine, env, ownEnv }: TerraformOptions): Engine {
  const named = engine ?? path.basename(ownEnv["TERRAFORM_BINARY_NAME"] ?? "");
  const names = named === "" ? ["terraform", "tofu"] : [named];
  for (const name of names) {
    const program = findProgram(name, env);
    if (program !== undefined) return { name, program };
  }
  throw undone(
    `${names.join(" or ")} is not on PATH; install OpenTofu from https://opentofu.org/docs/intro/install/ ` +
      `or Terraform from https://developer.hashicorp.com/terraform/install`,
  );
}

/** The back end of a hand-written configuration, which the engine takes from an override file, and the lock file as it was. */
function guestsOf(folder: string, state: StateFolder): readonly GuestFile[] {
  const backend = { local: { path: state.path("terraform", "main.tfstate") } };
  const override = JSON.stringify({ terraform: { backend } });
  return [
    putGuestFile(path.join(folder, ".terraform.lock.hcl"), undefined),
    putGuestFile(path.join(folder, "mtasts_try_override.tf.json"), override),
  ];
}

interface Parts {
  readonly stacks: readonly SynthesizedStack[];
  readonly project: Project;
  readonly guests: readonly GuestFile[];
  readonly env: NodeJS.ProcessEnv;
  readonly engine: Engine;
  readonly options: TerraformOptions;
}

function deployerOf({ stacks, project, guests, env, engine, options }: Parts): Deployer {
  const { state, say } = options;
  const inStack = ({ name, folder }: SynthesizedStack, program = engine.program) =>
    engineIn(folder, { program, env, dataFolder: state.path("terraform", `${name}.data`) });
  const initialized = async (stack: SynthesizedStack): Promise<ChildResult> => {
    const result = await inStack(stack)(["init", "-input=false", "-reconfigure", "-no-color"], true);
    if (result.exitCode !== 0) throw undone(`${engine.name} init failed:\n${result.output.trim()}`);
    return result;
  };
  return {
    change: async (change) => {
      // What depends on another stack goes first.
      const ordered = change === "destroy" ? stacks.toReversed() : stacks;
      for (const stack of ordered) {
        await initialized(stack);
        say(`$ ${engine.name} ${changes[change].join(" ")}${stacks.length > 1 ? `   # ${stack.name}` : ""}`);
        const result = await inStack(stack)(changes[change]);
        if (result.exitCode !== 0) return result;
      }
      return { exitCode: 0, output: "" };
    },
    run: async ([command = "", ...args]) => {
      if (/^(cdktf|cdktn)(\.cmd)?$/u.test(path.basename(command))) {
        throw undone(
          `${command} keeps its state next to your program, where your real one may be; use mtasts try, mtasts try preview, ` +
            `mtasts try destroy, or mtasts try -- ${engine.name} <command>`,
        );
      }
      const isEngine = ["terraform", "tofu"].includes(path.basename(command));
      if (!isEngine)
        return await engineIn(project.folder, { program: command, env, dataFolder: state.path("terraform", "data") })(
          args,
        );
      const [stack, another] = stacks;
      if (stack === undefined || another !== undefined) {
        throw undone(`choose one of the stacks with --stack: ${stacks.map(({ name }) => name).join(", ")}`);
      }
      await initialized(stack);
      return await inStack(stack, command)(args);
    },
    close: () => {
      for (const guest of guests) guest.leave();
    },
  };
}
