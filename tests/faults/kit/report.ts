import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect } from "@jest/globals";
import { faults } from "./faults";
import type { Row } from "./matrix";

export const page = path.join(__dirname, "..", "..", "..", "docs", "reference", "faults.md");

/** Writes a part's tables into the page, or compares the calls in it with those of the page. */
export function recordSection(title: string, tables: ReadonlyMap<string, readonly Row[]>): void {
  const section = sectionOf(title, tables);
  // At once from the reading to the writing, since another part may end at the same time.
  const text = readFileSync(page, "utf8");
  if (process.env["WRITE_DOCS"] === "1") writeFileSync(page, withSection(text, title, section));
  else expect(calls(withSection(text, title, section))).toEqual(calls(text));
}

/** The deployments in a part's tables that have rows, all of them without a failure. */
export function recordedScenarios(title: string): readonly string[] {
  const section = readFileSync(page, "utf8")
    .split(/^(?=## )/mu)
    .find((one) => one.startsWith(`## ${title}\n`));
  const tables = (section ?? "").split(/^### /mu).slice(1);
  return tables
    .filter((table) => table.includes("\n| `") && !table.includes("✗"))
    .map((table) => table.slice(0, table.indexOf("\n")));
}

function sectionOf(title: string, tables: ReadonlyMap<string, readonly Row[]>): string {
  const parts = [...tables].map(([scenario, rows]) => [
    `### ${scenario}`,
    "",
    `| call | ${faults.join(" | ")} |`,
    `| --- |${" --- |".repeat(faults.length)}`,
    ...rows.map(
      ({ call, cells }) => `| \`${call}\` | ${cells.map((cell) => (cell === "" ? "–" : cell)).join(" | ")} |`,
    ),
    "",
  ]);
  return [`## ${title}`, "", ...parts.flat()].join("\n");
}

/** The page with a part's section in place of the one before, or at its end. */
function withSection(text: string, title: string, section: string): string {
  const [head = "", ...sections] = text.split(/^(?=## )/mu);
  const others = sections.filter((other) => !other.startsWith(`## ${title}\n`));
  const all = [...others.map((other) => `${other.trimEnd()}\n`), section].sort();
  return `${head}${all.join("\n").trimEnd()}\n`;
}

/** How a broken deployment is repaired depends on what was under way beside the call, so only the calls are compared. */
function calls(text: string): readonly string[] {
  return [...text.matchAll(/^\| `([^`]+)`/gmu)].map(([, call = ""]) => call).sort();
}
