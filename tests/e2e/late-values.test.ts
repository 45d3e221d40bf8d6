import path from "node:path";
import { afterEach, beforeEach, describe, expect, it, jest } from "@jest/globals";
import { openDeployment, programs, type Deployment } from "./deployment";

jest.setTimeout(60_000);

let deployment: Deployment;
beforeEach(async () => {
  deployment = await openDeployment(path.join(programs, "late-outputs"));
  await deployment.configure({ "aws:region": "eu-central-1", domain: "example.com" });
});
afterEach(() => deployment.close());

describe("outputs of other resources and of look-ups", () => {
  it("deploy like plain values, and what follows from others is known in the preview", async () => {
    const { output } = await deployment.mustPulumi("preview", "--diff");
    for (const known of ["mta-sts.example.com", "_mta-sts.example.com", "_smtp._tls.example.com", "Z0EXAMPLECOM"])
      expect(output).toContain(`: "${known}"`);
    expect(output).not.toMatch(/max_age|v=STSv1|tls-reports/u);

    await deployment.mustPulumi("up");
    const { verdict, policy } = await deployment.look();
    expect(verdict).toBe("accepted");
    expect(policy?.mx).toEqual(["*.example.net", expect.stringMatching(/^mx-[0-9a-f]{8}\.example\.com$/u)]);
    await deployment.mustPulumi("preview", "--refresh", "--expect-no-changes");
  });

  it("keep one secret, and nothing else", async () => {
    await deployment.mustPulumi("up");
    const { output } = await deployment.mustPulumi("stack", "export");
    expect(output).not.toContain("tls-reports@example.org");
    expect(output).toContain("max_age: 86400");
    expect(output).toContain("v=STSv1; id=");
  });

  it("that are wrong stop a preview which does not know the others", async () => {
    await deployment.configure({ domain: "example.com." });
    const { exitCode, output, seconds } = await deployment.pulumi("preview");
    expect(exitCode).not.toBe(0);
    expect(output).toContain('MtaSts "mail": 1 problem in the arguments');
    expect(output).toContain("[domain-trailing-dot]");
    expect(output).not.toMatch(/mail-bucket|error serializing|at .*\.[jt]s:\d+/u);
    // The SDK's own way of telling takes most of a minute.
    expect(seconds).toBeLessThan(5);
  });
});
