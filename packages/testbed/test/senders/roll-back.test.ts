import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, it, jest } from "@jest/globals";
import { dayWait, duration, fullWait, idWait, senderBehaviours, type SenderBehaviour } from "@mtasts/core/lifecycle";
import { Publisher } from "./publisher";

jest.setTimeout(60_000);

const DAY = 86_400;
const wrong = { mode: "enforce", mx: ["mail.example.org"] } as const;

/** What core knows, and one that looks once a day and at no other time, for which the second wait is made. */
const behaviours: Readonly<Record<string, SenderBehaviour>> = {
  ...senderBehaviours,
  lazyForgetfulDaily: { ...senderBehaviours.lazyForgetful, refresh: "fetches" },
};

/** What the guide calls a behaviour, and the wait that bounds its refusals. */
const classes = [
  {
    who: "look at the id at every delivery",
    wait: "idWait",
    is: ({ asks }: SenderBehaviour) => asks === "always",
  },
  {
    who: "ask again before they give up",
    wait: "idWait",
    is: ({ asks, rechecks }: SenderBehaviour) => asks === "without-policy" && rechecks,
  },
  {
    who: "fetch once a day, and at no other time",
    wait: "dayWait",
    is: ({ rechecks, refresh }: SenderBehaviour) => !rechecks && refresh !== "never",
  },
  {
    who: "keep the policy until it has expired",
    wait: "fullWait",
    is: ({ rechecks, refresh }: SenderBehaviour) => !rechecks && refresh === "never",
  },
] as const;

const before = { txtTtl: 300 };
const waits = {
  idWait: idWait(before),
  dayWait: dayWait(before),
  fullWait: fullWait({ mode: "enforce", maxAge: 2_419_200 }, before),
};

/** Seconds from the roll-back to the last refusal, by class; how many there were before it. */
const lastRefusal = new Map<string, number>();

beforeAll(async () => {
  // Only the emulated clock goes on, so that the same is measured on every machine.
  const clock = jest.spyOn(Date, "now").mockReturnValue(Date.UTC(2026, 0, 1));
  const publisher = new Publisher({ perBehaviour: 8, behaviours });
  const { population, cloud } = publisher;
  // A slip of the pen: no host of the domain is covered, and everybody refuses.
  await publisher.first(publisher.plan(wrong));
  await population.pass(DAY);
  const refused = new Set(population.lastRefusals.keys());
  expect([...refused].sort()).toEqual(Object.keys(behaviours).sort());
  await publisher.change(publisher.plan({ revision: 1 }));
  const announced = cloud.runtime.now() / 1_000;
  for (let i = 0; i < 40; i++) await population.pass(10);
  for (let i = 0; i < 48; i++) await population.pass(1_800);
  for (let i = 0; i < 30; i++) await population.pass(DAY);
  for (const { who, is } of classes) {
    const kinds = Object.keys(behaviours).filter((kind) => is(behaviours[kind]!));
    lastRefusal.set(who, Math.max(...kinds.map((kind) => (population.lastRefusals.get(kind) ?? 0) - announced)));
  }
  await publisher.broken();
  clock.mockRestore();
});

describe("a roll-back from a policy that covers no host", () => {
  it("is a class for every behaviour, and only one", () => {
    for (const behaviour of Object.values(behaviours))
      expect(classes.filter(({ is }) => is(behaviour))).toHaveLength(1);
  });

  it.each(classes)("ends the refusals of those that $who within $wait", ({ who, wait }) => {
    expect(lastRefusal.get(who)).toBeLessThanOrEqual(waits[wait]);
  });

  it("takes no less than that: each wait is too short for the next class", () => {
    const [, , daily, rest] = classes.map(({ who }) => lastRefusal.get(who) ?? 0);
    expect(daily).toBeGreaterThan(waits.idWait);
    expect(rest).toBeGreaterThan(waits.dayWait);
  });

  it("is told in the guide as it was measured", () => {
    const file = path.join(__dirname, "..", "..", "..", "..", "docs", "guides", "roll-back.md");
    const guide = readFileSync(file, "utf8");
    const wanted = table();
    if (process.env["WRITE_DOCS"] !== undefined) writeFileSync(file, guide.replace(measured(guide), wanted));
    expect(measured(readFileSync(file, "utf8"))).toBe(wanted);
  });
});

/** What stands between the marks. */
function measured(guide: string): string {
  return /<!-- measured -->\n(.*?)\n<!-- end -->/su.exec(guide)?.[1] ?? "";
}

function table(): string {
  const rows = classes.map(({ who, wait }) => {
    const last = lastRefusal.get(who) ?? 0;
    const measured = last <= 0 ? "none" : duration(last);
    return [`that ${who}`, measured, `\`${wait}\`: ${duration(waits[wait])}`];
  });
  const all = [["senders", "last refusal after the roll-back", "bound"], ...rows];
  const widths = [0, 1, 2].map((column) => Math.max(...all.map((row) => row[column]!.length)));
  const line = (row: readonly string[]) => `| ${row.map((cell, i) => cell.padEnd(widths[i]!)).join(" | ")} |`;
  const rule = `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`;
  return ["", line(all[0]!), rule, ...rows.map(line), ""].join("\n");
}
