import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";

/** A piece of TypeScript in the documentation. */
export interface Snippet {
  /** Where it stands: file and line. */
  readonly place: string;
  readonly code: string;
  /** Whether it is an ES module, as its file name tells the compiler. @default CommonJS */
  readonly isEsModule?: boolean;
}

export const root = path.join(__dirname, "..", "..");

/** The fenced TypeScript of a Markdown file, within lists as well. */
export function markdownSnippets(file: string): readonly Snippet[] {
  const text = readFileSync(path.join(root, file), "utf8");
  return [...text.matchAll(/^( *)```ts\n(.*?)^\1```$/gmsu)].map((match) => ({
    place: `${file}:${lineOf(text, match.index)}`,
    code: (match[2] ?? "").replaceAll(new RegExp(`^${match[1]}`, "gmu"), ""),
  }));
}

/** The `@example` blocks in the doc comments of a source file. */
export function exampleSnippets(file: string): readonly Snippet[] {
  const text = readFileSync(path.join(root, file), "utf8");
  return [...text.matchAll(/\/\*\*.*?\*\//gsu)].flatMap((comment) =>
    [...comment[0].matchAll(/@example[^\n]*\n(.*?)(?=^\s*\* @|\s*\*\/)/gmsu)].map((match) => ({
      place: `${file}:${lineOf(text, comment.index + match.index)}`,
      code: (match[1] ?? "").replace(/^\s*\* ?/gmu, ""),
    })),
  );
}

/** All files below a folder of the repository whose names end in this, relative to its root. */
export function filesBelow(folder: string, ending: string): readonly string[] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(ending))
    .map((name) => path.join(folder, name))
    .sort();
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split("\n").length;
}
