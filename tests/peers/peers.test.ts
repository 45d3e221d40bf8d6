import { execFileSync } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { startStage, type Stage } from "@mtasts/testbed/stage";
import { type Case, sections } from "./cases/index.js";
import { explanations } from "./explanations.js";
import { openRealSenders, type RealSenders, type SenderName } from "./real-senders.js";
import { differencesOf, page, type SectionViews } from "./table.js";
import { type Views, viewsOf } from "./views.js";

const file = path.join(__dirname, "..", "..", "docs", "peers.md");

/** More at a time would make them miss their timeouts. */
const AT_ONCE = 4;

let seen: readonly SectionViews[];
/** Run even where the set-up fails half-way: what stays open keeps the process alive. */
const closers: (() => Promise<void>)[] = [];

beforeAll(async () => {
  const stage = await startStage();
  closers.push(stage.stop);
  const real = await openRealSenders(stage, (line) => process.stderr.write(`${line}\n`));
  closers.push(real.close);
  // Whatever a program loads with its first question would cost the first case its time.
  await viewsOf(warmUp, stage, real);
  seen = await lookAtAll(stage, real);
}, 600_000);

afterAll(async () => {
  await Promise.all(
    closers.map(async (close) => {
      await close();
    }),
  );
});

const warmUp: Case = {
  name: "warm-up",
  about: "",
  publish: async (stage, domain) => {
    await stage.publish(domain);
  },
};

async function lookAtAll(stage: Stage, real: RealSenders): Promise<readonly SectionViews[]> {
  const left = sections.flatMap(({ cases }) => cases).reverse();
  const views = new Map<string, Views>();
  const work = async (): Promise<void> => {
    for (let one = left.pop(); one !== undefined; one = left.pop()) {
      views.set(one.name, await viewsOf(one, stage, real));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return sections.map(({ title, cases }) => ({ title, views: cases.map(({ name }) => views.get(name)!) }));
}

/** In a process of its own, because Prettier loads its parts in a way that Jest does not allow. */
function formatted(text: string): string {
  const prettier = require.resolve("prettier/bin/prettier.cjs");
  return execFileSync(process.execPath, [prettier, "--stdin-filepath", file], { input: text, encoding: "utf8" });
}

const names = ["postfix-mta-sts-resolver", "mox"] as const satisfies readonly SenderName[];

describe("real senders and the check", () => {
  it("look at a good many domains", () => {
    const cases = sections.flatMap(({ cases: of }) => of.map(({ name }) => name));
    expect(new Set(cases).size).toBe(cases.length);
    expect(cases.length).toBeGreaterThanOrEqual(100);
  });

  it.each(names)("differ nowhere without an explanation: %s", (name) => {
    const explained = explanations.filter(({ peer }) => peer === name).flatMap(({ cases }) => cases);
    const differing = seen
      .flatMap(({ views }) => views)
      .filter((view) => differencesOf(view, name).length > 0)
      .map((view) => view.case.name);
    // An explanation that nothing needs is as wrong as one that is missing.
    expect([...differing].sort()).toEqual([...explained].sort());
  });

  it("never make a sender fail in a way that it has no word for", () => {
    const crashed = seen
      .flatMap(({ views }) => views)
      .filter(({ theirs }) => names.some((name) => ["CRASH", "error"].includes(theirs[name].result)));
    expect(crashed.map((view) => view.case.name)).toEqual([]);
  });

  it("are shown in docs/peers.md as they are", async () => {
    const text = formatted(page(seen));
    if (process.env["WRITE_DOCS"] === "1") await writeFile(file, text);
    // npm run docs:peers brings it up to date.
    expect(await readFile(file, "utf8")).toBe(text);
  }, 60_000);
});
