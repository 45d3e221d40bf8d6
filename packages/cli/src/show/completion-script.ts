import type { Command } from "commander";
import type { Shell } from "../commands/completion";

/** What can be typed after one command. */
export interface CommandWords {
  readonly name: string;
  readonly summary: string;
  readonly options: readonly OptionWords[];
  /** What the first argument can be; empty if it can be anything. */
  readonly firstArgument: readonly string[];
}

interface OptionWords {
  readonly name: string;
  readonly summary: string;
  /** What its value can be: some words, a file, anything, or no value at all. */
  readonly value: readonly string[] | "file" | "text" | "none";
}

/** The command tree as words. */
export function describeCommands(program: Command): readonly CommandWords[] {
  return program.commands.map((command) => ({
    name: command.name(),
    summary: command.summary(),
    options: [...command.options.map(wordsOf), HELP],
    firstArgument: command.registeredArguments[0]?.argChoices ?? [],
  }));
}

const HELP: OptionWords = { name: "--help", summary: "tell how the command is used", value: "none" };

function wordsOf({
  long,
  description,
  argChoices,
  required,
  optional,
  flags,
}: Command["options"][number]): OptionWords {
  const takesValue = required || optional;
  const value = !takesValue ? "none" : (argChoices ?? (/<(file|dir)>/.test(flags) ? "file" : "text"));
  return { name: long ?? "", summary: description, value };
}

export function completionScript(shell: Shell, commands: readonly CommandWords[]): string {
  switch (shell) {
    case "bash":
      return bashScript(commands);
    case "zsh":
      // zsh runs such scripts of bash since version 4.
      return `autoload -U +X compinit && compinit\nautoload -U +X bashcompinit && bashcompinit\n${bashScript(commands)}`;
    case "fish":
      return fishScript(commands);
  }
}

function bashScript(commands: readonly CommandWords[]): string {
  return `_mtasts() {
  local cur prev words
  cur="\${COMP_WORDS[COMP_CWORD]}"
  prev="\${COMP_WORDS[COMP_CWORD-1]}"
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "${commands.map(({ name }) => name).join(" ")} --help --version" -- "$cur"))
    return
  fi
  case "\${COMP_WORDS[1]} $prev" in
${commands.flatMap(({ name, options }) => options.flatMap((option) => valueCase(name, option))).join("")}  esac
  case "\${COMP_WORDS[1]}" in
${commands.map(commandCase).join("")}  esac
}
complete -o default -F _mtasts mtasts
`;
}

function valueCase(command: string, { name, value }: OptionWords): readonly string[] {
  if (value === "none") return [];
  const words =
    value === "file"
      ? 'COMPREPLY=($(compgen -f -- "$cur"))'
      : value === "text"
        ? "COMPREPLY=()"
        : `COMPREPLY=($(compgen -W "${value.join(" ")}" -- "$cur"))`;
  return [`    "${command} ${name}") ${words}; return ;;\n`];
}

function commandCase({ name, options, firstArgument }: CommandWords): string {
  const long = options.map((option) => option.name).join(" ");
  const first =
    firstArgument.length === 0
      ? ""
      : `if [ "$COMP_CWORD" -eq 2 ]; then words="$words ${firstArgument.join(" ")}"; fi; `;
  return `    ${name}) words="${long}"; ${first}COMPREPLY=($(compgen -W "$words" -- "$cur")) ;;\n`;
}

function fishScript(commands: readonly CommandWords[]): string {
  const lines = commands.flatMap(({ name, summary, options, firstArgument }) => [
    `complete -c mtasts -n __fish_use_subcommand -f -a ${name} -d ${quoted(summary)}`,
    ...(firstArgument.length === 0
      ? []
      : [`complete -c mtasts -n ${seen(name)} -a ${quoted(firstArgument.join(" "))}`]),
    ...options.map((option) => fishOption(name, option)),
  ]);
  return `${lines.join("\n")}\n`;
}

function fishOption(command: string, { name, summary, value }: OptionWords): string {
  const takes =
    value === "none"
      ? ""
      : value === "file"
        ? " -r -F"
        : value === "text"
          ? " -x"
          : ` -x -a ${quoted(value.join(" "))}`;
  return `complete -c mtasts -n ${seen(command)} -l ${name.slice(2)}${takes} -d ${quoted(summary)}`;
}

function seen(command: string): string {
  return quoted(`__fish_seen_subcommand_from ${command}`);
}

function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, "\\$&")}'`;
}
