import { readFileSync } from "node:fs";
import path from "node:path";

const text = readFileSync(path.join(__dirname, "..", "..", "..", "docs", "guides", "repair.md"), "utf8");
const [forPulumi = "", forTerraform = ""] = text.split("## With Terraform and OpenTofu");

/** The guide to a repair, and its commands in their order, a block each. */
export const guide = {
  pulumi: { text: forPulumi, commands: commandsIn(forPulumi) },
  terraform: { text: forTerraform, commands: commandsIn(forTerraform) },
};

function commandsIn(part: string): readonly string[] {
  return [...part.matchAll(/^```sh\n(.*?)\n```$/gmsu)].map(([, command = ""]) => command);
}

/** A command as its arguments, its variables filled in. */
export function words(command: string, variables: Readonly<Record<string, string>>): readonly string[] {
  const filled = command.replace(/\$([A-Z]+)/gu, (_, name: string) => variables[name] ?? "");
  return [...filled.matchAll(/"([^"]*)"|(\S+)/gu)].map(([, quoted, bare = ""]) => quoted ?? bare).slice(1);
}
