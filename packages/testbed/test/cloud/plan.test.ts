import { describe, expect, it } from "@jest/globals";
import { UNKNOWN, type Attributes } from "../../src/index.js";
import { planChange } from "../../src/cloud/plan.js";
import { computed, optional, optionalComputed, required, type Schema } from "../../src/cloud/schema.js";

const schema: Schema = {
  arn: computed("string"),
  key: required("string", { forceNew: true }),
  mode: optional("string", { default: "slow" }),
  note: optional("string"),
  owner: optionalComputed("string"),
  labels: optional("map"),
  names: optional("set"),
  parts: optional("blocks", { nested: { id: required("string"), size: optional("number", { default: 1 }) } }),
};

const config: Attributes = { key: "k", parts: [{ id: "a" }] };
const prior: Attributes = {
  arn: "arn:1",
  key: "k",
  mode: "slow",
  owner: "me",
  note: "",
  names: [],
  parts: [{ id: "a", size: 1 }],
};
const changesOf = (changes: Attributes, state: Attributes = prior) =>
  planChange(schema, { ...config, ...changes }, state).changes.map(({ path, kind }) => `${kind} ${path.join(".")}`);

describe("a plan for something new", () => {
  it("has the defaults, and leaves to the service what the user left open", () => {
    expect(planChange(schema, config)).toEqual({
      planned: { arn: UNKNOWN, key: "k", mode: "slow", owner: UNKNOWN, parts: [{ id: "a", size: 1 }] },
      changes: [],
    });
  });
});

describe("a plan for something that exists", () => {
  it.each<[string, Attributes, string[]]>([
    ["nothing", {}, []],
    ["an empty value for none", { note: "", names: [], labels: {} }, []],
    ["a computed value, now given", { owner: "you" }, ["update owner"]],
    ["a default, now overridden", { mode: "fast" }, ["update mode"]],
    ["a new option", { note: "x" }, ["add note"]],
    ["a map", { labels: { a: "b" } }, ["add labels"]],
    ["a value inside a block", { parts: [{ id: "a", size: 2 }] }, ["update parts.0.size"]],
    ["a second block", { parts: [{ id: "a" }, { id: "b" }] }, ["add parts.1"]],
    ["an unknown value", { note: UNKNOWN }, ["add note"]],
  ])("finds %s", (_what, changes, expected) => {
    expect(changesOf(changes)).toEqual(expected);
  });

  it("finds what was added elsewhere", () => {
    const edited = { ...prior, note: "by hand", mode: "fast", labels: { a: "b" } };
    expect(changesOf({}, edited)).toEqual(["update mode", "delete note", "delete labels"]);
  });

  it("compares sets without order and maps by key", () => {
    const state = { ...prior, names: ["a", "b"], labels: { x: "1", y: "2" } };
    expect(changesOf({ names: ["b", "a"], labels: { y: "3", z: "4" } }, state)).toEqual([
      "delete labels.x",
      "update labels.y",
      "add labels.z",
    ]);
    expect(changesOf({ names: ["b", "c"], labels: { x: "1", y: "2" } }, state)).toEqual(["update names.1"]);
  });

  it("replaces only where an argument says so", () => {
    expect(
      planChange(schema, { ...config, key: "other", note: "x" }, prior).changes.map(({ replaces }) => replaces),
    ).toEqual([true, false]);
  });
});
