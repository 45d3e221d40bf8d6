import path from "node:path";
import { afterEach, beforeEach, describe, expect, it, jest } from "@jest/globals";
import { openDeployment, programs, type Deployment } from "./deployment";

jest.setTimeout(60_000);

let deployment: Deployment;
beforeEach(async () => {
  deployment = await openDeployment(path.join(programs, "wrong-outputs"));
  await deployment.configure({ "aws:region": "eu-central-1" });
});
afterEach(() => deployment.close());

/** Runs a command that must fail at once; returns what it prints. */
async function failure(command: "preview" | "up"): Promise<string> {
  const { exitCode, output, seconds } = await deployment.pulumi(command);
  expect(exitCode).not.toBe(0);
  expect(output).not.toMatch(/error serializing|unhandled|at .*\.[jt]s:\d+/u);
  expect(seconds).toBeLessThan(5);
  return output;
}

describe("an output that fails", () => {
  it.each([
    ["domain", "preview"],
    ["mx", "up"],
    ["host", "up"],
    ["rua", "preview"],
  ] as const)(
    "as %s is told of as one error, within 5 seconds, in %s, before anything is created",
    async (failing, command) => {
      await deployment.configure({ failing });
      const output = await failure(command);
      expect(output.split('MtaSts "mail": an argument could not be resolved: boom')).toHaveLength(3);
      expect(deployment.bed.cloud.control.calls).toEqual([]);
    },
  );

  it.each(["preview", "up"] as const)(
    "as the zone's id is told of as one error, within 5 seconds, in %s",
    async (command) => {
      await deployment.configure({ failing: "zoneId" });
      expect((await failure(command)).split("route53: zoneId could not be resolved: boom")).toHaveLength(3);
    },
  );
});

describe("a secret", () => {
  it.each([
    ["domain", { domain: "hush.example.com." }, /domain: .*got \[secret\].*\[domain-trailing-dot\]/u, /hush/u],
    ["one host", { host: "hush*.example.com" }, /mx\[1\]: .*got \[secret\].*\[mx-wildcard-position\]/u, /hush/u],
    ["the hosts", { mx: ["hush.example.com."] }, /mx\[0\]: .*got \[secret\].*\[mx-trailing-dot\]/u, /hush/u],
    ["maxAge", { maxAge: 40_000_123 }, /maxAge: .*got \[secret\].*\[max-age-too-long\]/u, /40000123/u],
    ["the report address", { rua: "hush" }, /tlsRpt\.rua: .*got \[secret\].*\[tlsrpt-/u, /hush/u],
  ] as const)("is not told where %s is refused", async (_, secret, refusal, value) => {
    await deployment.configure({ hidden: JSON.stringify(secret) });
    const output = await failure("preview");
    expect(output).toMatch(refusal);
    expect(output).not.toMatch(value);
  });

  it("is not told by a warning", async () => {
    await deployment.configure({ hidden: JSON.stringify({ host: "hush" }) });
    const { output } = await deployment.mustPulumi("preview", "--diff");
    expect(output).toMatch(/mx\[1\]: .*got \[secret\].*\[mx-single-label\]/u);
    expect(output).not.toContain("hush");
  });
});

describe("advice on an output", () => {
  it("refuses the deployment where that is wanted", async () => {
    await deployment.configure({ hidden: JSON.stringify({ host: "hush" }), strict: "true" });
    const output = await failure("up");
    expect(output).toContain('MtaSts "mail": 1 problem in the arguments');
    expect(output).toMatch(/mx\[1\]: .*got \[secret\].*\[mx-single-label\]/u);
    expect(deployment.bed.cloud.control.calls).toEqual([]);
  });
});
