import type { Command } from "commander";
import type { Context } from "../context";

export function addTry(program: Command, context: Context): void {
  const command = program
    .command("try")
    .summary("run your program on emulated clouds, without an account")
    .description(
      "Runs the Pulumi, CDKTF, or Terraform program in this folder on emulated clouds. The package @mtasts/try has them: " +
        "npm install --save-dev @mtasts/try",
    )
    // Everything that follows is read by that package, the request for help included.
    .argument("[arguments...]")
    .allowUnknownOption()
    .helpOption(false)
    .addHelpText("after", EXAMPLES);
  command.action(async () => {
    const { tryProgram } = await import("../actions/try-program.js");
    const args = context.args.slice(context.args.indexOf("try") + 1);
    await tryProgram(args, context, () => {
      command.outputHelp();
    });
  });
}

const EXAMPLES = `
Examples:
  mtasts try
  mtasts try destroy
  mtasts try -- pulumi preview --diff`;
