import { describe, expect, it } from "@jest/globals";
import { planDeployment } from "@mtasts/core";
import type { MtaStsArgs } from "cdktf-mtasts";
import { children, config, deploy, newStack, synth } from "./harness";

const plan = planDeployment(config);
const id = plan.ok ? plan.value.policyId : "";

/** What the engine is to keep. */
function kept(args: Partial<MtaStsArgs>) {
  const stack = newStack();
  const { announcedIds } = deploy(stack, args);
  const child = children(synth(stack)).find(({ key }) => key === "announced-ids");
  return { announcedIds, attributes: child?.attributes };
}

describe("announcedIds", () => {
  it("keep every id in its place and the present one last, and none can be left out", () => {
    expect(kept({ announcedIds: ["20240101", "2"] })).toEqual({
      announcedIds: ["20240101", "2", id],
      attributes: expect.objectContaining({
        for_each: `\${toset(["0-20240101","1-2","2-${id}"])}`,
        lifecycle: { prevent_destroy: true },
      }),
    });
    expect(kept({ announcedIds: [] }).attributes).toMatchObject({ for_each: `\${toset(["0-${id}"])}` });
  });

  it("are kept only where they are given", () => {
    expect(kept({})).toEqual({ announcedIds: [id], attributes: undefined });
  });

  it("may be forgotten with allowDestroy", () => {
    expect(kept({ announcedIds: ["1"], allowDestroy: true }).attributes).not.toHaveProperty("lifecycle");
  });

  it("refuse a policy whose id is among them", () => {
    expect(() => kept({ announcedIds: [id] })).toThrow("[id-reused]");
    expect(kept({ announcedIds: [id], revision: 1 }).announcedIds).toHaveLength(2);
  });
});
