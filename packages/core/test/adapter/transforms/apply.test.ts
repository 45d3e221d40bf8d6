import { describe, expect, it } from "@jest/globals";
import { formatIssue } from "../../../src";
import { applyTransform } from "../../../src/adapter";

const own = { enabled: true, comment: "MTA-STS", aliases: ["mta-sts.example.com"] };

function apply(transform: unknown) {
  return applyTransform("distribution", transform, own, { path: ["transform", "distribution"] });
}

describe("applyTransform", () => {
  it("gives back what the transform returns", () => {
    const tagged = apply((args: object) => ({ ...args, tags: { team: "mail" } }));
    expect(tagged).toEqual({ args: { ...own, tags: { team: "mail" } }, issues: [] });
  });

  it("changes nothing where there is no function", () => {
    for (const none of [undefined, null, 5, {}]) expect(apply(none)).toEqual({ args: own, issues: [] });
  });

  it.each([
    ["returns nothing", () => undefined],
    ["returns object", () => null],
    ["returns a list", () => []],
    ["returns string", () => "x"],
    ["returns something that is known only later", () => Promise.resolve(own)],
    ["throws an error: no such tag", () => fail(new Error("no such tag"))],
    ["throws an error: no such tag", () => fail("no\nsuch tag")],
    ["throws an error: no reason given", () => fail(undefined)],
    [
      "throws an error: trap",
      () => ({
        get enabled() {
          return fail(new Error("trap"));
        },
      }),
    ],
  ])("refuses a function that %s", (problem, transform) => {
    const { args, issues } = apply(transform);
    expect(args).toEqual(own);
    expect(issues.map(formatIssue)).toEqual([expect.stringMatching(`^transform\\.distribution: ${problem}`)]);
    expect(issues.map(({ code }) => code)).toEqual(["transform-failed"]);
  });

  it("sees what a transform changes in place, and leaves the child's own arguments alone", () => {
    const inPlace = (args: { enabled: boolean; aliases: string[] }) => {
      args.enabled = false;
      args.aliases.pop();
      return args;
    };
    const { issues } = apply(inPlace);
    expect(issues.map(({ path }) => path.at(-1))).toEqual(["enabled", "aliases"]);
    expect(own).toMatchObject({ enabled: true, aliases: ["mta-sts.example.com"] });
  });

  it("hands on what belongs to a framework as it is", () => {
    const output = { apply: () => output };
    const { args, issues } = applyTransform("bucketPolicy", (args: object) => args, { bucket: output }, { path: [] });
    expect(args.bucket).toBe(output);
    expect(issues).toEqual([]);
  });

  it("ends on a value that contains itself", () => {
    const tags: Record<string, unknown> = {};
    tags["tags"] = tags;
    expect(apply((args: object) => ({ ...args, tags })).issues).toEqual([]);
  });
});

function fail(error: unknown): never {
  throw error;
}
