import { describe, expect, it } from "@jest/globals";
import { decode, encode, ExtData } from "@msgpack/msgpack";
import { UNKNOWN } from "../../src/index.js";
import { optional, required, type Schema } from "../../src/cloud/schema.js";
import { layoutOf } from "../../src/terraform/layout.js";
import { fromWire, toWire } from "../../src/terraform/wire-value.js";

const schema: Schema = {
  name: required("string"),
  size: optional("number"),
  labels: optional("map"),
  once: optional("block", { nested: { key: optional("string") } }),
  many: optional("blocks", { nested: { key: optional("string") } }),
};
const none = { sets: new Set<string>(), limits: {} };
const blocks = layoutOf(schema, { plugin: "sdk", ...none }, "x");
const attributes = layoutOf(schema, { plugin: "framework", ...none }, "x");

describe("a value on the wire", () => {
  it.each([
    ["blocks", blocks, { once: [{ key: "a" }], many: [{ key: "b" }, { key: null }] }],
    ["nested attributes", attributes, { once: { key: "a" }, many: [{ key: "b" }, { key: null }] }],
  ] as const)("comes back with %s", (_, layout, nested) => {
    const plain = { name: "x", size: 1.5, labels: { a: "b" }, ...nested };
    const value = fromWire(layout, encode(plain));
    expect(value).toEqual({
      name: "x",
      size: 1.5,
      labels: { a: "b" },
      once: { key: "a" },
      many: [{ key: "b" }, { key: null }],
    });
    expect(decode(toWire(layout, value))).toEqual(plain);
  });

  it("has every attribute, and of blocks that are not there an empty list", () => {
    const absent = { name: "x", size: null, labels: null };
    expect(decode(toWire(blocks, { name: "x" }))).toEqual({ ...absent, once: [], many: [] });
    expect(decode(toWire(attributes, { name: "x" }))).toEqual({ ...absent, once: null, many: null });
  });

  it("may be nothing at all", () => {
    expect(fromWire(blocks, encode(null))).toBeUndefined();
    expect(decode(toWire(blocks, undefined))).toBeNull();
  });

  it("is unknown whether anything is known about it or not, at any depth", () => {
    const refined = new ExtData(12, encode(new Map([[1, false]])));
    const bare = new ExtData(0, Uint8Array.of(0));
    const value = fromWire(blocks, encode({ name: refined, labels: { a: bare }, once: bare, many: [bare] }));
    expect(value).toMatchObject({ name: UNKNOWN, labels: { a: UNKNOWN }, once: UNKNOWN, many: [UNKNOWN] });
    const { name, labels, once, many } = decode(toWire(blocks, value)) as Readonly<Record<string, unknown>>;
    expect({ name, labels, once, many }).toEqual({ name: bare, labels: { a: bare }, once: bare, many: [bare] });
  });
});
