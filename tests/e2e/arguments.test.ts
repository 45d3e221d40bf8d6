import path from "node:path";
import { afterEach, describe, expect, it, jest } from "@jest/globals";
import { formatIssue, planDeployment, type MtaStsConfig } from "@mtasts/core";
import { example, firstSettings, openDeployment, programs, type Deployment } from "./deployment";

jest.setTimeout(60_000);

let deployment: Deployment;
afterEach(() => deployment.close());

const lateValues = path.join(programs, "late-values");

/** The refusal that the engine must print, as an unindented text. */
function refusal(config: MtaStsConfig): string {
  const plan = planDeployment(config);
  const errors = plan.ok ? [] : plan.issues.filter(({ severity }) => severity === "error");
  return [`MtaSts "mail": ${errors.length} problems in the arguments`, ...errors.map(formatIssue)].join("\n");
}

function unindented(output: string): string {
  return output.replace(/^ +/gmu, "");
}

/** Runs an update that must fail at once, with this message, before anything of the component exists. */
async function expectRefusal(message: string): Promise<string> {
  const { exitCode, output, seconds } = await deployment.pulumi("up");
  expect(exitCode).not.toBe(0);
  expect(unindented(output)).toContain(message);
  expect(output.split(message.split("\n")[0] ?? "").length).toBeLessThanOrEqual(3);
  expect(output).not.toMatch(/error serializing|unhandled|at .*\.[jt]s:\d+/u);
  expect(seconds).toBeLessThan(5);
  expect(deployment.bed.cloud.control.calls).toEqual([]);
  return output;
}

describe("wrong plain arguments", () => {
  it("are refused all at once, within 5 seconds, before anything is created", async () => {
    deployment = await openDeployment(example);
    const wrong = { domain: "example.com.", maxAge: 1e9, mx: ["mx*.example.com", "192.0.2.1"] };
    const settings = {
      domain: wrong.domain,
      maxAge: String(wrong.maxAge),
      mx: JSON.stringify(wrong.mx),
      rua: "nobody",
    };
    await deployment.configure({ ...firstSettings, ...settings });
    await expectRefusal(refusal({ ...wrong, tlsRpt: { rua: "nobody" } }));
  });
});

describe("late arguments", () => {
  it("deploy like plain ones, and keep secrets", async () => {
    deployment = await openDeployment(lateValues);
    await deployment.configure({ "aws:region": "eu-central-1", domain: "example.com", mx: '["mail.example.com"]' });
    await deployment.mustPulumi("preview");
    await deployment.mustPulumi("up");
    expect((await deployment.look()).verdict).toBe("accepted");
    await deployment.mustPulumi("preview", "--refresh", "--expect-no-changes");
    const { output } = await deployment.mustPulumi("stack", "export");
    expect(output).not.toContain("tls-reports@example.org");
  });

  it("are refused all at once, within 5 seconds, before anything is created", async () => {
    deployment = await openDeployment(lateValues);
    const wrong = { domain: "example.com.", mx: ["mx*.example.com", "192.0.2.1"] };
    const settings = { domain: wrong.domain, mx: JSON.stringify(wrong.mx) };
    await deployment.configure({ "aws:region": "eu-central-1", ...settings });
    const output = await expectRefusal(refusal({ ...wrong, tlsRpt: { rua: "mailto:tls-reports@example.org" } }));
    expect(output).not.toContain("mail-hasty");
  });

  it("that never come are told of within 5 seconds", async () => {
    deployment = await openDeployment(lateValues);
    const settings = { domain: "example.com", mx: "[]", lookupFails: "true" };
    await deployment.configure({ "aws:region": "eu-central-1", ...settings });
    await expectRefusal('MtaSts "mail": an argument could not be resolved: the look-up of the MX hosts failed');
  });
});
