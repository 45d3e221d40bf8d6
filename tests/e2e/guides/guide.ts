import { readFileSync } from "node:fs";
import path from "node:path";

/** A guide, and what it tells to write and to run. */
export interface Guide {
  readonly text: string;
  /** The code blocks of a language in the section with this title; in the whole guide without one. */
  readonly blocks: (language: string, section?: string) => readonly string[];
  /** The one block of a language in a section. */
  readonly block: (language: string, section?: string) => string;
}

export function readGuide(name: string): Guide {
  const text = readFileSync(path.join(__dirname, "..", "..", "..", "docs", "guides", name), "utf8");
  const blocks = (language: string, section?: string): readonly string[] => {
    const part = section === undefined ? text : sectionOf(text, section);
    const fenced = new RegExp(`^( *)\`\`\`${language}\\n(.*?)^ *\`\`\`$`, "gmsu");
    return [...part.matchAll(fenced)].map(([, indent = "", code = ""]) =>
      code.replaceAll(new RegExp(`^${indent}`, "gmu"), ""),
    );
  };
  return {
    text,
    blocks,
    block: (language, section) => {
      const [only, ...others] = blocks(language, section);
      if (only === undefined || others.length > 0) {
        throw new Error(
          `${name} has ${others.length + (only === undefined ? 0 : 1)} blocks of ${language} in ${section}`,
        );
      }
      return only;
    },
  };
}

function sectionOf(text: string, title: string): string {
  const found = text.split(/^#+ /mu).find((part) => part.startsWith(`${title}\n`));
  if (found === undefined) throw new Error(`there is no section "${title}"`);
  return found;
}

/** Code without the lines that begin with one of these, as a guide tells to delete them. */
export function withoutLines(code: string, ...beginnings: readonly string[]): string {
  const kept = code.split("\n").filter((line) => !beginnings.some((start) => line.trimStart().startsWith(start)));
  if (kept.length !== code.split("\n").length - beginnings.length)
    throw new Error("another number of lines was deleted");
  return kept.join("\n");
}

/** Code with other values, each of which must be there. */
export function withValues(code: string, values: Readonly<Record<string, string>>): string {
  return Object.entries(values).reduce((text, [old, value]) => {
    if (!text.includes(old)) throw new Error(`the code has no ${old}`);
    return text.replaceAll(old, value);
  }, code);
}
