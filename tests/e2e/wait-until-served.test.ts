import { afterEach, describe, expect, it, jest } from "@jest/globals";
import type { TestbedOptions } from "@mtasts/testbed";
import { openLooking, type LookingDeployment, type Settings } from "./looking";
import { publish, type KeptRecord } from "./zone-keeper";
import { watch } from "./watch";

jest.setTimeout(120_000);

const onWorker: Settings = { host: "worker", dns: "cloudflare", mx: ["mail.example.com"], preflight: "off" };
const patient = { waitUntilServed: { timeoutSeconds: 60 } } as const;
const impatient = { waitUntilServed: { timeoutSeconds: 2 } } as const;
const elsewhere: Settings = { ...onWorker, host: "external", target: "policies.provider.example", dns: "manual" };

let deployment: LookingDeployment;
afterEach(() => deployment.close());

async function up(settings: Settings) {
  await deployment.tell(settings);
  return await deployment.pulumi("up");
}

const slowCertificate: TestbedOptions = { zones: [], delays: { edgeCertificateMs: 3_000 } };

describe("waitUntilServed", () => {
  it("announces a Worker's first policy only when its certificate is there", async () => {
    deployment = await openLooking(slowCertificate);
    await deployment.tell({ ...onWorker, ...patient });
    const { output } = await deployment.mustPulumi("preview");
    expect(output).not.toContain("[unknown]");
    expect(output).toMatch(/v=STSv1; id=[0-9a-f]{32};/u);
    const senders = watch(deployment.bed, "example.com");
    await deployment.mustPulumi("up");
    const seen = await senders.stop();
    const announced = seen.filter(({ id }) => id !== undefined);
    expect(seen.length).toBeGreaterThan(announced.length);
    for (const { verdict } of [...announced, await deployment.look()]) expect(verdict).toBe("accepted");
  });

  it("fails when the time is over, announces nothing, and waits again; later it waits for nothing that is announced", async () => {
    deployment = await openLooking({ zones: [], delays: { edgeCertificateMs: 600_000 } });
    for (const settings of [impatient, impatient]) {
      const { exitCode, output, seconds } = await up({ ...onWorker, ...settings });
      expect(exitCode).not.toBe(0);
      expect(output).toContain('MtaSts "mail": 1 problem while deploying');
      expect(output).toMatch(
        /waitUntilServed: the policy is not served at https:\/\/mta-sts\.example\.com\/\.well-known\/mta-sts\.txt after 2 s \(.+\), so nothing was announced; .* \[policy-not-served\]/u,
      );
      expect(output).not.toMatch(/error serializing|unhandled|at .*\.[jt]s:\d+/u);
      expect(seconds).toBeLessThan(30);
      expect((await deployment.look()).txt).toBeUndefined();
    }
    // Without the wait it is announced; now the host cannot be reached, and nobody waits for what is known.
    await deployment.tell(onWorker);
    await deployment.mustPulumi("up");
    const { exitCode, seconds } = await up({ ...onWorker, ...patient });
    expect(exitCode).toBe(0);
    expect(seconds).toBeLessThan(30);
    await deployment.mustPulumi("preview", "--expect-no-changes");
    // Another policy is waited for again, and the old announcement stays.
    const { txt } = await deployment.look();
    expect((await up({ ...onWorker, ...impatient, maxAge: 90_000 })).exitCode).not.toBe(0);
    expect((await deployment.look()).txt).toBe(txt);
  });

  it("holds back the records of a zone that is kept by hand, until they are announced", async () => {
    deployment = await openLooking();
    const refused = await up({ ...elsewhere, ...impatient });
    expect(refused.exitCode).not.toBe(0);
    expect(refused.output).toContain("(no address for mta-sts.example.com (NXDOMAIN))");
    await deployment.tell(elsewhere);
    await deployment.mustPulumi("up");
    const { output } = await deployment.mustPulumi("stack", "output", "records", "--json");
    for (const record of JSON.parse(output) as readonly KeptRecord[]) publish(deployment.bed, record);
    expect((await up({ ...elsewhere, ...impatient })).exitCode).toBe(0);
  });
});
