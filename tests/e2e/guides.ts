import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { moment, readMoment } from "@mtasts/core/lifecycle";
import { programs } from "./deployment";

const DAY = 86_400;
const TIMES = /"(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z)"/gu;

/**
 * The Pulumi programs of a guide, in order. Their times are moved so that the last one lies forty days back: longer than any wait,
 * whenever this runs.
 */
export function programsOf(guide: string): readonly string[] {
  const text = readFileSync(path.join(__dirname, "..", "..", "docs", "guides", guide), "utf8");
  const blocks = [...text.matchAll(/^```ts\n(.*?)^```$/gmsu)].map(([, code = ""]) => code);
  const ours = blocks.filter((code) => code.includes('from "pulumi-mtasts"'));
  const times = ours.flatMap((code) => [...code.matchAll(TIMES)].map(([, time = ""]) => readMoment(time) ?? 0));
  const shift = secondsAgo(40 * DAY) - Math.max(...times);
  return ours.map((code) => code.replace(TIMES, (_, time: string) => `"${moment((readMoment(time) ?? 0) + shift)}"`));
}

/** The same program, where the last of its times is just now. */
export function justNow(program: string): string {
  const last = [...program.matchAll(TIMES)].at(-1)?.[0] ?? "";
  return program.replace(last, `"${moment(secondsAgo(60))}"`);
}

function secondsAgo(seconds: number): number {
  return Math.floor(Date.now() / 1_000) - seconds;
}

/** A folder for one program after the other, within the workspace, where its packages are found. */
export interface Desk {
  readonly folder: string;
  readonly write: (program: string) => void;
  readonly clear: () => void;
}

export function openDesk(): Desk {
  const folder = mkdtempSync(path.join(programs, "guide-"));
  writeFileSync(path.join(folder, "Pulumi.yaml"), "name: guide\nruntime: nodejs\n");
  writeFileSync(path.join(folder, "package.json"), '{ "name": "guide", "private": true, "main": "index.ts" }\n');
  return {
    folder,
    write: (program) => {
      writeFileSync(path.join(folder, "index.ts"), program);
    },
    clear: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
