import { parseArgs } from "node:util";
import { wrongUsage } from "./failure.js";

const actions = ["up", "preview", "destroy", "check", "reset"] as const;

export type Action = (typeof actions)[number];

/** Which engine applies a Terraform configuration. */
export type TerraformEngine = "terraform" | "tofu";

/** A zone whose name the program does not show. */
export interface NamedZone {
  readonly id: string;
  readonly name: string;
}

/** What is to be done: an action of this command, or a command of the user's. */
export interface TryOptions {
  readonly action: Action;
  /** Runs instead of the engine's own command for the action. */
  readonly command: readonly string[] | undefined;
  /** For `check`. @default every domain that the clouds know */
  readonly domains: readonly string[];
  /** The folder that keeps the emulated clouds and the throw-away stack. */
  readonly state: string;
  readonly zones: readonly NamedZone[];
  /** The stack whose configuration is copied. @default the only one there is */
  readonly config: string | undefined;
  /** The stack of a CDKTF program. @default all of them */
  readonly stack: string | undefined;
  readonly engine: TerraformEngine | undefined;
}

export const usage = `Usage: mtasts try [action] [options]
       mtasts try [options] -- <command> [argument...]

Runs the Pulumi, CDKTF, or Terraform program in this folder against emulated clouds on this
machine, and shows what a sending mail server sees. Needs no account, and uses none: the
credentials in your environment are withheld from the program and the engine, and the real
provider plugins are not loaded.

Actions:
  up                      deploy (the default)
  preview                 show what a deployment would change
  destroy                 destroy what was deployed
  check [domain...]       show what a sending mail server sees now
  reset                   forget the emulated clouds and the throw-away stack
  -- <command>            run any command, such as "pulumi config set mode enforce" or
                          "terraform plan", on the same stack and clouds

Options:
  --state <folder>        where the emulated clouds and the stack are kept (default: .mtasts-try)
  --zone <id>=<domain>    the name of a zone; without it, a zone is named after its first records
  --config <stack>        Pulumi: copy the configuration of this stack (default: the only one)
  --stack <name>          CDKTF: deploy only this stack (default: all)
  --engine <name>         CDKTF and Terraform: terraform or tofu (default: the one on PATH)
  -h, --help              show this help
  -V, --version           show the version

Exit codes:
  0   the command succeeded, and senders accept every policy that is announced
  1   a sender would not accept what is there
  2   something is missing: the program, an engine, a readable state
  64  wrong usage
  If the engine or your command fails, its own exit code is returned.

Examples:
  mtasts try
  mtasts try destroy
  mtasts try --zone Z0123456789ABCDEFGHIJ=example.com
  mtasts try -- pulumi preview --diff
`;

/**
 * Reads the command line.
 *
 * @returns What to do, or the text that was asked for.
 * @throws Failure with exit code 64 where it is wrong.
 */
export function readOptions(args: readonly string[], version: string): TryOptions | string {
  const split = args.indexOf("--");
  const own = split < 0 ? args : args.slice(0, split);
  const command = split < 0 ? undefined : args.slice(split + 1);
  const { values, positionals } = parsed(own);
  if (values.help === true) return usage;
  if (values.version === true) return `${version}\n`;
  const [given = "up", ...domains] = positionals;
  const action = actions.find((name) => name === given);
  if (action === undefined) throw wrongUsage(`unknown action "${given}"; expected ${actions.join(", ")}`);
  if (action !== "check" && domains.length > 0)
    throw wrongUsage(`${action} takes no argument (received "${domains.join(" ")}")`);
  if (command?.length === 0) throw wrongUsage(`give a command after "--", such as: mtasts try -- pulumi preview`);
  if (command !== undefined && positionals.length > 0) {
    throw wrongUsage(
      `give either an action or a command (received "${positionals.join(" ")}" and "${command.join(" ")}")`,
    );
  }
  return {
    action,
    command,
    domains,
    state: values.state ?? ".mtasts-try",
    zones: (values.zone ?? []).map(zoneIn),
    config: values.config,
    stack: values.stack,
    engine: engineIn(values.engine),
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        state: { type: "string" },
        zone: { type: "string", multiple: true },
        config: { type: "string" },
        stack: { type: "string" },
        engine: { type: "string" },
        help: { type: "boolean", short: "h" },
        version: { type: "boolean", short: "V" },
      },
    });
  } catch (error) {
    // Node.js words these for users, and goes on about a "--" that has another meaning here.
    const [message = ""] = (error as Error).message.split(". ");
    throw wrongUsage(message);
  }
}

function zoneIn(text: string): NamedZone {
  const [, id, name] = /^([^=\s]+)=([^=\s]+\.[^=\s.]+)\.?$/u.exec(text) ?? [];
  if (id === undefined || name === undefined) {
    throw wrongUsage(`--zone must be <id>=<domain>, such as Z0123456789ABCDEFGHIJ=example.com (received "${text}")`);
  }
  return { id, name };
}

function engineIn(name: string | undefined): TerraformEngine | undefined {
  if (name === undefined || name === "terraform" || name === "tofu") return name;
  throw wrongUsage(`--engine must be terraform or tofu (received "${name}")`);
}
