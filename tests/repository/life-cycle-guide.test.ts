import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "@jest/globals";
import { planDeployment } from "@mtasts/core";
import {
  certainWait,
  dayWait,
  fullWait,
  idWait,
  OPERATIONAL_SLACK,
  planRetirement,
  planTransition,
  publicationOf,
  type Publication,
} from "@mtasts/core/lifecycle";
import { root } from "./snippets";

const guide = readFileSync(path.join(root, "docs", "guides", "life-cycle.md"), "utf8");

function published(mode: "enforce" | "testing", mx: readonly string[]): Publication {
  const plan = planDeployment({ domain: "example.com", mode, mx, tlsRpt: { rua: "mailto:reports@example.com" } });
  if (!plan.ok) throw new Error("the example must be right");
  return { ...publicationOf(plan.value), mx };
}

/** A section of the guide. */
function section(title: string): string {
  return guide.split(/^## /mu).find((text) => text.startsWith(title)) ?? "";
}

describe("the guide to the life cycle", () => {
  const facts = { now: 0, history: [], mxTtl: 3_600, hostTtl: 300, negativeTtl: 900 };
  const from = published("enforce", ["mx1.example.com"]);
  const before = { txtTtl: from.txtTtl };

  it("has the waits that the functions compute", () => {
    const rows = [...section("The waits").matchAll(/^\| `(\w+)` +\| (\d+) /gmu)].map(([, name, value]) => [
      name,
      Number(value),
    ]);
    expect(rows).toEqual([
      ["idWait", idWait(before)],
      ["dayWait", dayWait(before)],
      ["fullWait", fullWait(from.policy, before)],
      ["certainWait", certainWait(before)],
      ["OPERATIONAL_SLACK", OPERATIONAL_SLACK],
    ]);
  });

  it.each([
    ["Add an MX host", ["mx1.example.com", "mx2.example.com"]],
    ["Move to other MX hosts", ["mx2.example.com"]],
  ])("%s: quotes both waits", (title, mx) => {
    const { steps } = planTransition(from, published("enforce", mx), facts);
    const { relaxed, strict } = steps.find(({ kind }) => kind === "mx-record")?.afterSeconds ?? {
      relaxed: 0,
      strict: 0,
    };
    expect(section(title)).toMatch(new RegExp(`\\b${relaxed}\\b`));
    expect(section(title)).toMatch(new RegExp(`\\b${strict}\\b`));
  });

  it("says when a roll-back is seen, and when a retirement ends", () => {
    const { effectiveAfter } = planTransition(from, published("testing", ["mx1.example.com"]), facts);
    for (const seconds of Object.values(effectiveAfter ?? {})) expect(section("Roll back")).toContain(`${seconds}`);
    const present = { mode: "none", maxAge: 86_400, txtTtl: 300 } as const;
    const history = [{ ...from.policy, fileEnded: 0, idEnded: 0, txtTtl: 300 }];
    expect(section("Retire")).toContain(`${planRetirement({ now: 0, present, history }).waitSeconds} seconds`);
  });
});
