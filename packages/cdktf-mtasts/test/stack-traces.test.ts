import { afterEach, describe, expect, it } from "@jest/globals";
import { cloudfront } from "cdktf-mtasts/aws";
import { withoutDiagnosticStacks } from "../src/stack-traces";
import { deploy, newStack, synth } from "./harness";

const found = setFormat();

function setFormat(): PropertyDescriptor | undefined {
  return Object.getOwnPropertyDescriptor(Error, "prepareStackTrace");
}

/** What the framework does for each token. */
function traceOfFramework(): string {
  const object = { stack: "" };
  Error.captureStackTrace(object);
  return object.stack;
}

afterEach(() => {
  if (found === undefined) Reflect.deleteProperty(Error, "prepareStackTrace");
  else Object.defineProperty(Error, "prepareStackTrace", found);
});

describe("a construct", () => {
  it("writes no stack down for the tokens of host and records", () => {
    // The framework loads parts of itself when they are first used.
    deploy(newStack());
    const stack = newStack();
    let count = 0;
    Error.prepareStackTrace = (error) => {
      count += 1;
      return String(error);
    };
    deploy(stack);
    // That of the resource on which the name's publisher stands.
    expect(count).toBeLessThanOrEqual(1);
    expect(synth(stack).resource).toHaveProperty("aws_cloudfront_distribution");
  });

  it("leaves no format behind, refused or not", () => {
    deploy(newStack());
    expect(setFormat()).toEqual(found);
    expect(() => deploy(newStack(), { domain: "" })).toThrow("1 problem in the arguments");
    expect(setFormat()).toEqual(found);
  });

  it("names the transform that throws an error", () => {
    function failingTransform(): never {
      throw new Error("no such tag");
    }
    const host = cloudfront({ transform: { distribution: failingTransform } });
    expect(() => deploy(newStack(), { host })).toThrow("host.transform.distribution: throws an error: no such tag");
    expect(setFormat()).toEqual(found);
  });
});

describe("without diagnostic stacks", () => {
  it("spares those that no error is asked for", () => {
    expect(traceOfFramework()).toMatch(/\n +at /u);
    const [spared, own] = withoutDiagnosticStacks(() => [traceOfFramework(), new TypeError("own").stack]);
    expect(spared).toBe("");
    expect(own).toMatch(/^TypeError: own\n +at /u);
  });

  it("goes on to the format that is set, gives it back, and leaves alone what somebody sets meanwhile", () => {
    const theirs = (error: Error) => `theirs: ${error.message}`;
    Error.prepareStackTrace = theirs;
    expect(withoutDiagnosticStacks(() => new Error("late").stack)).toBe("theirs: late");
    expect(setFormat()?.value).toBe(theirs);
    const others = () => "others";
    withoutDiagnosticStacks(() => {
      Error.prepareStackTrace = others;
    });
    expect(setFormat()?.value).toBe(others);
  });

  it.each(["frozen", "absent"])("breaks nothing where the format is %s", (how) => {
    const value = how === "frozen" ? () => "theirs" : undefined;
    Object.defineProperty(Error, "prepareStackTrace", { value, writable: how !== "frozen", configurable: true });
    expect(withoutDiagnosticStacks(() => 1)).toBe(1);
    expect(setFormat()?.value).toBe(value);
  });
});
