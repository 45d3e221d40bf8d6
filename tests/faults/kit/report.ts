import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect } from "@jest/globals";
import { faults } from "./faults";

const page = path.join(__dirname, "..", "..", "..", "docs", "reference", "faults.md");

/** One line of a table: a call, and for each fault how it was repaired; empty where that was left out. */
export interface Row {
  readonly call: string;
  readonly cells: readonly string[];
}

/** The place of a table on the page. */
export interface Place {
  readonly part: string;
  readonly scenario: string;
}

/** Writes a table into the page, or compares its calls with those of the page. */
export function record(place: Place, rows: readonly Row[]): void {
  // At once from the reading to the writing, since another process may write another table.
  const tables = read();
  const table = tableOf(rows);
  if (process.env["WRITE_DOCS"] === "1") write([...tables.filter((other) => !isAt(other, place)), { ...place, table }]);
  // How a broken deployment is repaired depends on what was under way beside the call.
  else expect(callsIn(table)).toEqual(callsIn(tables.find((other) => isAt(other, place))?.table ?? ""));
}

/** The deployments of a part that are on the page, each with the number of its failures. */
export function recorded(part: string): readonly { readonly scenario: string; readonly failures: number }[] {
  return read()
    .filter((one) => one.part === part)
    .map(({ scenario, table }) => ({ scenario, failures: table.split("✗").length - 1 }));
}

interface Table extends Place {
  readonly table: string;
}

function isAt({ part, scenario }: Place, other: Place): boolean {
  return part === other.part && scenario === other.scenario;
}

function tableOf(rows: readonly Row[]): string {
  return [
    `| call | ${faults.join(" | ")} |`,
    `| --- |${" --- |".repeat(faults.length)}`,
    ...rows.map(
      ({ call, cells }) => `| \`${call}\` | ${cells.map((cell) => (cell === "" ? "–" : cell)).join(" | ")} |`,
    ),
  ].join("\n");
}

function callsIn(table: string): readonly string[] {
  return [...table.matchAll(/^\| `([^`]+)`/gmu)].map(([, call = ""]) => call).sort();
}

function read(): readonly Table[] {
  const [, ...parts] = readFileSync(page, "utf8").split(/^## /mu);
  return parts.flatMap((text) => {
    const [title = "", ...scenarios] = text.split(/^### /mu);
    return scenarios.map((one) => {
      const end = one.indexOf("\n");
      return { part: title.trim(), scenario: one.slice(0, end), table: one.slice(end).trim() };
    });
  });
}

function write(tables: readonly Table[]): void {
  const [head = ""] = readFileSync(page, "utf8").split(/^## /mu);
  const parts = [...new Set(tables.map(({ part }) => part))].sort();
  const sections = parts.map((part) => {
    const own = tables.filter((one) => one.part === part).sort((a, b) => (a.scenario < b.scenario ? -1 : 1));
    return [`## ${part}`, ...own.map(({ scenario, table }) => `### ${scenario}\n\n${table}`)].join("\n\n");
  });
  writeFileSync(page, `${[head.trimEnd(), ...sections].join("\n\n")}\n`);
}
