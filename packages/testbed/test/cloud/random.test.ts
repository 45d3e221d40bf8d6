import { describe, expect, it } from "@jest/globals";
import { type Attributes } from "../../src/index.js";
import { text } from "../../src/cloud/value.js";
import { create, newCloud, noSettings } from "../harness.js";

const draw = async (type: string, config: Attributes) => await create(newCloud(), type, config, noSettings);

describe("random values", () => {
  it("are bytes in four spellings", async () => {
    const { id, state } = await draw("random_id", { byte_length: 4, prefix: "p-" });
    const bytes = Buffer.from(id, "base64url");
    expect(state).toMatchObject({
      byte_length: 4,
      b64_url: `p-${id}`,
      b64_std: `p-${bytes.toString("base64")}`,
      hex: `p-${bytes.toString("hex")}`,
      dec: `p-${bytes.readUInt32BE()}`,
    });
    expect((await draw("random_id", { byte_length: 4 })).id).not.toBe(id);
  });

  it("are strings of the kinds asked for", async () => {
    const digits = { length: 12, lower: false, upper: false, special: false };
    expect((await draw("random_string", digits)).state["result"]).toMatch(/^\d{12}$/);
    const some = { length: 8, special: false, min_upper: 3, min_numeric: 3 };
    const result = text((await draw("random_string", some)).state, "result");
    expect(result).toMatch(/^[a-zA-Z\d]{8}$/);
    expect(result.replace(/[^A-Z]/g, "").length).toBeGreaterThanOrEqual(3);
    expect(
      (await draw("random_string", { length: 4, override_special: "-", lower: false, upper: false, numeric: false }))
        .id,
    ).toBe("----");
  });

  it("are names", async () => {
    expect((await draw("random_pet", {})).id).toMatch(/^[a-z]+-[a-z]+$/);
    expect((await draw("random_pet", { length: 1, prefix: "p", separator: "." })).id).toMatch(/^p\.[a-z]+$/);
  });

  it.each([
    ["random_id", { byte_length: 2 }],
    ["random_string", { length: 2 }],
    ["random_pet", {}],
  ])("of type %s stay until a keeper changes", async (type, config: Attributes) => {
    const cloud = newCloud();
    const keepers = { domain: "example.com" };
    const made = await create(cloud, type, { ...config, keepers }, noSettings);
    const read = await cloud.resources.read(type, made, noSettings);
    expect(read).toEqual(made);
    const changes = (wanted: Attributes) =>
      cloud.resources.plan(type, { ...config, keepers: wanted }, { prior: made.state, settings: noSettings }).changes;
    expect(changes(keepers)).toEqual([]);
    expect(changes({ domain: "example.net" })).toMatchObject([{ path: ["keepers", "domain"], replaces: true }]);
    await cloud.resources.delete(type, made, noSettings);
  });

  it("are imported by what they are", async () => {
    const cloud = newCloud();
    const id = await cloud.resources.import("random_id", "p-,qrs_", noSettings);
    expect(id).toMatchObject({ id: "qrs_", state: { hex: "p-aabb3f", byte_length: 3 } });
    expect(await cloud.resources.import("random_string", "abc", noSettings)).toMatchObject({
      state: { result: "abc" },
    });
    await expect(cloud.resources.import("random_pet", "x", noSettings)).rejects.toThrow("doesn't support import");
  });
});
