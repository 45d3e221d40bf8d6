import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { filesBelow, root } from "./snippets";

/** A command of this program as the documentation has it, and where it stands. */
export interface DocumentedCommand {
  readonly line: string;
  readonly place: string;
}

/** The pages that show commands. */
function pages(): readonly string[] {
  const packages = readdirSync(path.join(root, "packages")).map((name) => path.join("packages", name, "README.md"));
  const examples = filesBelow("examples", "README.md").filter((file) => !file.includes("node_modules"));
  return ["README.md", ...filesBelow(path.join("docs", "guides"), ".md"), ...packages, ...examples];
}

/** Every line of a code block that runs `mtasts`, the same line once. */
export function documentedCommands(): readonly DocumentedCommand[] {
  const found = new Map<string, string>();
  for (const file of pages()) {
    const text = textOf(file);
    for (const [, block = ""] of text.matchAll(/^ *```(?:sh|bash|yaml|console)[^\n]*\n(.*?)^ *```$/gmsu)) {
      for (const line of commandsIn(block)) if (!found.has(line)) found.set(line, file);
    }
  }
  return [...found].map(([line, place]) => ({ line, place }));
}

function textOf(file: string): string {
  try {
    return readFileSync(path.join(root, file), "utf8");
  } catch {
    return "";
  }
}

/** The commands in a block: without prompts, the keys of YAML, remarks and what `npx` may install. */
export function commandsIn(block: string): readonly string[] {
  return block
    .replaceAll(/\\\n\s*/gu, "")
    .split("\n")
    .map((line) =>
      line
        .replace(/^\s*(?:\$ |- run: |run: |- )?/u, "")
        .replace(/\s+#(?![^"']*["'][^"']*$).*$/u, "")
        .trim(),
    )
    .filter((line) => /(?:^|[|;&(]\s*)(?:npx (?:--yes )?)?mtasts(?:@[\w.-]+)? [a-z]/u.test(line))
    .map((line) => line.replaceAll(/npx (?:--yes )?mtasts(?:@[\w.-]+)?/gu, "mtasts"));
}
