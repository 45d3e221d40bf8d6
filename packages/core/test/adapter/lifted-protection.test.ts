import { describe, expect, it } from "@jest/globals";
import { formatIssue, planDeployment, type MtaStsConfig } from "../../src";
import { liftedProtection, zoneMoveTimes, type ZoneMove } from "../../src/adapter";
import { liftedProtectionIssues } from "../fixtures/move-issues";

describe("liftedProtection", () => {
  it.each(liftedProtectionIssues)("%j: %j", (...[config, lines, , options]) => {
    const { zoneMove: move } = (options ?? {}) as { readonly zoneMove?: ZoneMove };
    const parsed = planDeployment(config as MtaStsConfig);
    const zoneMove = move === undefined ? undefined : zoneMoveTimes({ dns: {}, ...move }, 300);
    const found = parsed.ok ? liftedProtection({ plan: parsed.value, zoneMove, now: 0 }) : [];
    expect(found.map(formatIssue)).toEqual(lines);
    expect(found.every(({ severity }) => severity === "warning")).toBe(true);
  });
});
