import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import * as pulumi from "@pulumi/pulumi";
import { MtaSts, type MtaStsArgs } from "pulumi-mtasts";
import { cloudfront, route53 } from "pulumi-mtasts/aws";
import { withoutDiagnosticStacks } from "../src/stack-traces";
import { endProgram, startProgram } from "./harness";

const args: MtaStsArgs = {
  domain: "example.com",
  mx: ["mail.example.com"],
  tlsRpt: { rua: "mailto:tls-reports@example.org" },
  host: cloudfront(),
  dns: route53({ zoneId: "Z1" }),
};
const found = setFormat();

function setFormat(): PropertyDescriptor | undefined {
  return Object.getOwnPropertyDescriptor(Error, "prepareStackTrace");
}

/** Counts how many stacks are formatted while something is done. */
function formattedDuring(act: () => void): number {
  let count = 0;
  Error.prepareStackTrace = (error) => {
    count += 1;
    return String(error);
  };
  act();
  return count;
}

beforeEach(() => startProgram());
afterEach(async () => {
  if (found === undefined) Reflect.deleteProperty(Error, "prepareStackTrace");
  else Object.defineProperty(Error, "prepareStackTrace", found);
  delete process.env["PULUMI_DEBUG_PROMISE_LEAKS"];
  await endProgram();
});

describe("a component", () => {
  it("formats one stack per child, which says where it is made, and none per promise", () => {
    const resources = 13;
    const count = formattedDuring(() => new MtaSts("mail", args));
    expect(count).toBeGreaterThan(0);
    expect(count).toBeLessThanOrEqual(resources + 10);
  });

  it("formats all of them for somebody who looks for leaked promises", () => {
    process.env["PULUMI_DEBUG_PROMISE_LEAKS"] = "true";
    expect(formattedDuring(() => new MtaSts("mail", args))).toBeGreaterThan(200);
  });

  it("leaves no format behind", () => {
    new MtaSts("mail", args);
    expect(setFormat()).toEqual(found);
  });

  it("leaves none behind where it refuses its arguments", () => {
    expect(() => new MtaSts("mail", { ...args, domain: "" })).toThrow(pulumi.ResourceError);
    expect(setFormat()).toEqual(found);
  });

  it("names the transform that throws an error", () => {
    function failingTransform(): never {
      throw new Error("no such tag");
    }
    const host = cloudfront({ transform: { distribution: failingTransform } });
    expect(() => new MtaSts("mail", { ...args, host })).toThrow(
      "host.transform.distribution: throws an error: no such tag",
    );
    expect(setFormat()).toEqual(found);
  });
});

describe("without diagnostic stacks", () => {
  it("spares errors without a message only, and only their text", () => {
    const { mute, kept, told } = withoutDiagnosticStacks(() => ({
      mute: new Error().stack,
      kept: new Error(),
      told: [new Error("told").stack, new TypeError().stack],
    }));
    expect(mute).toBe("Error");
    expect(told).toEqual([
      expect.stringMatching(/^Error: told\n +at /u),
      expect.stringMatching(/^TypeError.*\n +at /u),
    ]);
    expect(kept.stack).toMatch(/\n +at .*stack-traces\.test/u);
  });

  it("lasts as long as the outermost one, also past an inner one that fails", () => {
    const failing = () => {
      throw new pulumi.RunError("inner");
    };
    const stack = withoutDiagnosticStacks(() => {
      expect(() => {
        withoutDiagnosticStacks(failing);
      }).toThrow("inner");
      return new Error().stack;
    });
    expect(stack).toBe("Error");
    expect(new Error().stack).toMatch(/\n +at /u);
  });

  it("goes on to the format that is set, and gives it back", () => {
    const theirs = (error: Error) => `theirs: ${error.message}`;
    Error.prepareStackTrace = theirs;
    expect(withoutDiagnosticStacks(() => new Error("late").stack)).toBe("theirs: late");
    expect(setFormat()?.value).toBe(theirs);
  });

  it("leaves alone what somebody sets meanwhile", () => {
    const theirs = () => "theirs";
    withoutDiagnosticStacks(() => {
      Error.prepareStackTrace = theirs;
    });
    expect(setFormat()?.value).toBe(theirs);
  });

  it.each(["frozen", "absent"])("breaks nothing where the format is %s", (how) => {
    const value = how === "frozen" ? () => "theirs" : undefined;
    Object.defineProperty(Error, "prepareStackTrace", { value, writable: how !== "frozen", configurable: true });
    expect(withoutDiagnosticStacks(() => 1)).toBe(1);
    expect(setFormat()?.value).toBe(value);
  });
});
