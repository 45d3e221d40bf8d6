import { describe, expect, it } from "@jest/globals";
import { senderBehaviours } from "../../src/lifecycle/sender-behaviours";

describe("senderBehaviours", () => {
  it("are ten that differ", () => {
    const all = Object.values(senderBehaviours).map((behaviour) => JSON.stringify(behaviour));
    expect(new Set(all).size).toBe(10);
  });
});
