import path from "node:path";
import { openPulumiStack, type CommandResult, type PulumiStack } from "@mtasts/engines";
import { startTestbed, type Testbed } from "@mtasts/testbed";
import type { DemoOptions } from "./options.js";
import { paragraph } from "./output.js";
import { quote, say, showCommand } from "./terminal.js";

/** A command failed on which everything after it depends. */
export class DemoStopped extends Error {}

const examples = path.join(__dirname, "..", "..", "..", "examples");

/** What a person would not have to type: no questions, no progress, no colours. */
const batchOptions: Readonly<Record<string, readonly string[]>> = {
  preview: ["--non-interactive", "--color", "never"],
  up: ["--yes", "--skip-preview", "--non-interactive", "--color", "never"],
  destroy: ["--yes", "--skip-preview", "--non-interactive", "--color", "never"],
};

/** A stack on an internet of its own, and what is shown of it. */
export class Session {
  readonly #stack: PulumiStack;

  private constructor(
    readonly bed: Testbed,
    stack: PulumiStack,
  ) {
    this.#stack = stack;
  }

  static async open({ domain, variant }: DemoOptions, stack: string): Promise<Session> {
    const bed = await startTestbed(variant.zones(domain));
    const program = path.join(examples, variant.example);
    try {
      return new Session(bed, await openPulumiStack({ program, stack, providers: bed.env, log: say }));
    } catch (error) {
      // Its servers would keep the demo from ending.
      await bed.stop();
      throw error;
    }
  }

  /** Runs `pulumi` and shows the command. */
  async pulumi(...args: readonly string[]): Promise<CommandResult> {
    const result = await this.#stack.run(...args, ...(batchOptions[args[0] ?? ""] ?? []));
    const extra = batchOptions[args[0] ?? ""]?.join(" ") ?? "";
    showCommand(result.command.replace(extra, "").trim(), result.seconds);
    return result;
  }

  /** The same, for a command without which the demo cannot go on. */
  async mustPulumi(...args: readonly string[]): Promise<CommandResult> {
    const result = await this.pulumi(...args);
    if (result.exitCode === 0) return result;
    const why = paragraph(result.output, /^\s+error:/u);
    quote(why.length > 0 ? why : result.output.trim().split("\n"));
    throw new DemoStopped(`${result.command} ended with ${result.exitCode}`);
  }

  async close(): Promise<void> {
    await this.#stack.close();
    await this.bed.stop();
  }
}
