import { Argument, type Command } from "commander";
import type { Context } from "../context";

export const shells = ["bash", "zsh", "fish"] as const;
export type Shell = (typeof shells)[number];

export function addCompletion(program: Command, context: Context): void {
  program
    .command("completion")
    .summary("print a script that completes commands and options")
    .description("Prints a script that completes commands and options in a shell.")
    .addArgument(new Argument("<shell>", "the shell").choices(shells))
    .addHelpText("after", EXAMPLES)
    .action(async (shell: Shell) => {
      const { completionScript, describeCommands } = await import("../show/completion-script.js");
      context.raw(completionScript(shell, describeCommands(program)));
    });
}

const EXAMPLES = `
Examples:
  eval "$(mtasts completion bash)"      # in ~/.bashrc
  eval "$(mtasts completion zsh)"       # in ~/.zshrc
  mtasts completion fish > ~/.config/fish/completions/mtasts.fish`;
