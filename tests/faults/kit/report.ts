import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect } from "@jest/globals";
import { faults } from "./faults";

/** One line of a table: a call, and for each fault how it was repaired; empty where that was left out. */
export interface Row {
  readonly call: string;
  readonly cells: readonly string[];
}

/** The place of a table on a page. */
export interface Place {
  readonly part: string;
  readonly scenario: string;
}

interface Table extends Place {
  readonly table: string;
}

/** A page of the documentation with a table for each deployment. */
export class Page {
  readonly #file: string;

  /** `name`: of the file in `docs/reference`, without its ending. */
  constructor(name: string) {
    this.#file = path.join(__dirname, "..", "..", "..", "docs", "reference", `${name}.md`);
  }

  /** Writes a table into the page, or compares its calls with those of the page. */
  record(place: Place, rows: readonly Row[]): void {
    const table = tableOf(rows);
    if (process.env["WRITE_DOCS"] === "1") {
      this.#alone(() => {
        this.#write([...this.#read().filter((other) => !isAt(other, place)), { ...place, table }]);
      });
      return;
    }
    // How a broken deployment is repaired depends on what was under way beside the call.
    expect(callsIn(table)).toEqual(callsIn(this.#read().find((other) => isAt(other, place))?.table ?? ""));
  }

  /** The deployments of a part that are on the page, each with the number of its failures. */
  recorded(part: string): readonly { readonly scenario: string; readonly failures: number }[] {
    return this.#read()
      .filter((one) => one.part === part)
      .map(({ scenario, table }) => ({ scenario, failures: table.split("✗").length - 1 }));
  }

  #read(): readonly Table[] {
    const [, ...parts] = readFileSync(this.#file, "utf8").split(/^## /mu);
    return parts.flatMap((text) => {
      const [title = "", ...scenarios] = text.split(/^### /mu);
      return scenarios.map((one) => {
        const end = one.indexOf("\n");
        return { part: title.trim(), scenario: one.slice(0, end), table: one.slice(end).trim() };
      });
    });
  }

  #write(tables: readonly Table[]): void {
    const [head = ""] = readFileSync(this.#file, "utf8").split(/^## /mu);
    const parts = [...new Set(tables.map(({ part }) => part))].sort();
    const sections = parts.map((part) => {
      const own = tables.filter((one) => one.part === part).sort((a, b) => (a.scenario < b.scenario ? -1 : 1));
      return [`## ${part}`, ...own.map(({ scenario, table }) => `### ${scenario}\n\n${table}`)].join("\n\n");
    });
    writeFileSync(this.#file, `${[head.trimEnd(), ...sections].join("\n\n")}\n`);
  }

  /** Other processes write other tables into the same page. */
  #alone(work: () => void): void {
    const lock = `${this.#file}.lock`;
    for (let tries = 0; !locked(lock); tries++) {
      if (tries > 1000) throw new Error(`${lock} stays; remove it if nobody writes the page`);
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
    }
    try {
      work();
    } finally {
      rmSync(lock, { recursive: true });
    }
  }
}

/** Making a folder is one step, which only one process can take. */
function locked(folder: string): boolean {
  try {
    mkdirSync(folder);
    return true;
  } catch {
    return false;
  }
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
