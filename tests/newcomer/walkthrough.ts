import { readFileSync } from "node:fs";
import path from "node:path";
import { root } from "../repository/snippets";

/** One thing that a README has its reader do, or see. */
export type Step =
  | { readonly kind: "command"; readonly line: string }
  | { readonly kind: "program"; readonly file: string; readonly code: string }
  | { readonly kind: "result"; readonly text: string };

/** A section of a README, as somebody who follows it reads it. */
export interface Walkthrough {
  /** The command that made the project which it starts from, with its arguments. @default an empty folder */
  readonly startsWith?: string;
  readonly steps: readonly Step[];
}

/** The walkthrough of a section of a page of this repository. */
export function readWalkthrough(page: string, heading: string): Walkthrough {
  return walkthroughOf(readFileSync(path.join(root, page), "utf8"), heading);
}

/**
 * Reads a section: its fenced blocks are the steps, and the prose between them says what a block does not say itself.
 *
 * @throws Error where a reader would have to guess.
 */
export function walkthroughOf(page: string, heading: string): Walkthrough {
  const text = sectionOf(page, heading);
  if (text === undefined) throw new Error(`there is no section "${heading}"`);
  const [, startsWith] = /`((?:pulumi new|cdkt[fn] init) [^`]*)`/u.exec(text) ?? [];
  const steps: Step[] = [];
  let end = 0;
  for (const match of text.matchAll(/^```(\w*)\n(.*?)^```$/gmsu)) {
    const prose = text.slice(end, match.index);
    end = match.index + match[0].length;
    steps.push(...stepsOf(match[1] ?? "", match[2] ?? "", prose));
  }
  return { ...(startsWith === undefined ? {} : { startsWith }), steps };
}

function stepsOf(language: string, content: string, prose: string): readonly Step[] {
  if (language === "sh") {
    // A comment behind a command is for the reader.
    const lines = content.split("\n").map((line) => line.replace(/\s+#\s.*$/u, ""));
    const open = lines.find((line) => /<[a-z]|…|\.\.\./u.test(line));
    if (open !== undefined) throw new Error(`this command leaves something to be filled in: ${open}`);
    return lines.filter((line) => line.trim() !== "").map((line) => ({ kind: "command", line }));
  }
  if (language === "ts" || language === "hcl") {
    const [, file] = /`([\w./-]+\.(?:ts|tf))`[^`\n]*:\s*$/u.exec(prose) ?? [];
    if (file === undefined) throw new Error(`nothing says which file holds this program:\n${content}`);
    return [{ kind: "program", file, code: content }];
  }
  if (language === "text") return [{ kind: "result", text: content }];
  throw new Error(`nothing says what to do with this block of ${language}:\n${content}`);
}

/** The text below a heading, up to the next of its level or above. */
function sectionOf(text: string, heading: string): string | undefined {
  // Headings are looked for outside of blocks, in which a line may begin with the same character.
  const prose = text.replaceAll(/^```.*?^```$/gmsu, (block) => block.replaceAll(/[^\n]/gu, "."));
  const all = [...prose.matchAll(/^(#+) (.*)$/gmu)].map(({ index, 1: marks = "", 2: title = "" }) => ({
    index,
    marks,
    title,
  }));
  const at = all.findIndex(({ title }) => title === heading);
  const own = all[at];
  if (own === undefined) return undefined;
  const next = all.slice(at + 1).find(({ marks }) => marks.length <= own.marks.length);
  return text.slice(own.index, next?.index);
}
