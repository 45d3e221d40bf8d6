import { describe, expect, it } from "@jest/globals";
import { formatIssue } from "../../../src";
import { judgeChange } from "../../../src/adapter/transforms/judge";
import { absent, free, kept, oneOf, type ChildRules } from "../../../src/adapter/transforms/rules";

const rules: ChildRules = {
  why: "it is ours",
  arguments: {
    comment: free,
    "origin.domain_name": kept("the policy is there"),
    "origin.origin_path": absent("the path is fixed"),
    "settings.flatten_cname": absent("it hides the name"),
    storage_class: oneOf(["STANDARD"], "it is read often"),
  },
};

function told(own: object, changed: object): readonly string[] {
  return judgeChange(rules, { own, changed, path: [], name: "" }).map(formatIssue);
}

const late = { apply: () => late };

describe("judgeChange", () => {
  it("fixes what the component sets, and frees what it does not", () => {
    expect(told({ name: "a" }, { name: "b", tags: { team: "mail" }, extra: [1] })).toEqual([
      'name: must not change, because it is ours, got "b"; write "a" [transform-breaks-invariant]',
    ]);
    expect(told({ name: "a" }, {})).toEqual([
      'name: must not change, because it is ours, got undefined; write "a" [transform-breaks-invariant]',
    ]);
  });

  it("takes equal values for the same", () => {
    expect(told({ names: ["a", late], on: { deep: 1 } }, { names: ["a", late], on: { deep: 1 } })).toEqual([]);
  });

  it("frees what a rule frees, in either spelling", () => {
    expect(told({ comment: "a" }, { comment: "b" })).toEqual([]);
    const camel = { own: { originPath: "" }, changed: { originPath: "/x" }, path: [], name: "origin" };
    expect(judgeChange(rules, camel).map(({ path }) => path)).toEqual([["originPath"]]);
  });

  it("names the element of a list, and leaves what is appended alone", () => {
    const own = { origins: [{ domainName: "bucket" }] };
    expect(told(own, { origins: [{ domainName: "bucket" }, { domainName: "other" }] })).toEqual([]);
    expect(told(own, { origins: [{ domainName: "other", originPath: "/x" }] })).toEqual([
      'origins[0].domainName: must not change, because the policy is there, got "other"; write "bucket" [transform-breaks-invariant]',
      'origins[0].originPath: must be left out, because the path is fixed, got "/x"; return this argument as the transform gets it [transform-breaks-invariant]',
    ]);
    expect(told(own, { origins: [] })).toEqual([expect.stringMatching(/^origins\[0\]\.domainName: must not change/u)]);
    expect(told(own, { origins: "none" })).toEqual([
      expect.stringMatching(/^origins: must not change, .* got "none"/u),
    ]);
  });

  it("enters what is added only as far as a rule reaches", () => {
    expect(told({}, { settings: { flatten_cname: true } })).toEqual([
      expect.stringMatching(/^settings\.flatten_cname: must be left out, because it hides the name, got true/u),
    ]);
    for (const empty of [{ flatten_cname: false }, {}, undefined, late])
      expect(told({}, { settings: empty })).toEqual([]);
  });

  it("refuses a value outside of its limits, whether the component sets one or not", () => {
    expect(told({}, { storage_class: "STANDARD" })).toEqual([]);
    expect(told({}, { storage_class: "GLACIER" })).toEqual([
      'storage_class: must be "STANDARD", because it is read often, got "GLACIER"; return this argument as the transform gets it [transform-breaks-invariant]',
    ]);
    expect(told({}, { storage_class: late })).toHaveLength(1);
  });

  it("compares late values by identity, and shows none", () => {
    expect(told({ name: late }, { name: late })).toEqual([]);
    const other = { ...late };
    expect(told({ name: late }, { name: other })).toEqual([
      "name: must not change, because it is ours, and the value given is known only during the deployment; return this argument as the transform gets it [transform-breaks-invariant]",
    ]);
    expect(told({ name: late }, { name: "b" })).toEqual([
      'name: must not change, because it is ours, got "b"; return this argument as the transform gets it [transform-breaks-invariant]',
    ]);
    expect(told({ name: "${token.a}" }, { name: "${token.b}" })).toEqual([expect.stringMatching(/known only during/u)]);
  });

  it("leaves late values alone where they have been judged", () => {
    const how = { path: [], name: "", onlyKnown: true };
    const changed = { name: "b", names: ["b"], origins: [{ domainName: "b" }], type: "b" };
    const own = { name: late, names: [late], origins: [{ domainName: late }], type: "a" };
    expect(judgeChange(rules, { ...how, own, changed }).map(({ path }) => path)).toEqual([["type"]]);
  });

  it("offers short lists, and nothing that a message cannot hold", () => {
    expect(told({ names: ["a", "b"] }, { names: ["b"] })).toEqual([expect.stringMatching(/; write \["a", "b"\] \[/u)]);
    expect(told({ names: ["a", late] }, { names: ["b"] })).toEqual([expect.stringMatching(/; return this argument/u)]);
    expect(told({ body: "a\r\n" }, { body: "b" })).toEqual([expect.stringMatching(/; return this argument/u)]);
  });
});
