import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { openLooking, type LookingDeployment, type Settings } from "./looking";
import { resourcesOf } from "./stack-state";

jest.setTimeout(120_000);

/** Nothing is asked of the internet: what is refused, the engine's own state has shown. */
const unseen = { preflight: "off", isOffline: true } as const;
const elsewhere = {
  ...unseen,
  host: "external",
  target: "policies.provider.example",
  dns: "route53",
  mx: ["mail.example.com"],
  mode: "enforce",
} as const satisfies Settings;

let deployment: LookingDeployment;

async function run(command: readonly string[], settings: Settings) {
  await deployment.tell(settings);
  return await deployment.pulumi(...command);
}

async function up(settings: Settings): Promise<void> {
  const { exitCode, output } = await run(["up"], settings);
  if (exitCode !== 0) throw new Error(output);
}

/** Every call that changes the emulated cloud. */
const changes = (): number => deployment.bed.cloud.control.calls.filter(({ operation }) => operation !== "read").length;

async function expectRefusal(command: "preview" | "up", settings: Settings, write: number): Promise<void> {
  const before = changes();
  const { exitCode, output } = await run([command], settings);
  expect(output).toContain('MtaSts "mail": 1 problem with what was deployed before');
  expect(output).toMatch(
    new RegExp(`got ${settings.revision ?? 0}; write ${write} \\(RFC 8461 §3\\.1\\) \\[id-reused\\]`, "u"),
  );
  expect(output.match(/\[id-reused\]/gu)).toHaveLength(1);
  expect(output).not.toMatch(/error serializing|unhandled|at .*\.[jt]s:\d+/u);
  expect(exitCode).not.toBe(0);
  expect(changes()).toBe(before);
}

async function announcedIds(): Promise<unknown> {
  const resources = await resourcesOf(deployment);
  return resources.find(({ type }) => type === "mtasts:index:MtaSts")?.outputs["announcedIds"];
}

describe("a policy that was announced before", () => {
  const rolledBack = { ...elsewhere, mode: "testing", revision: 1 } as const;
  const migrating: Settings = { ...elsewhere, revision: 1, mxMigration: { to: ["mail.example.net"] } };

  beforeAll(async () => {
    deployment = await openLooking();
    await up(elsewhere);
    await up(rolledBack);
  });
  afterAll(() => deployment.close());

  it.each(["preview", "up"] as const)("is refused by %s where a roll-back is reverted", async (command) => {
    await expectRefusal(command, elsewhere, 1);
  });

  it("is refused in a preview that learns the domain late", async () => {
    await expectRefusal("preview", { ...elsewhere, isLate: true }, 1);
  });

  it("passes with a raised revision, and is refused where a migration is abandoned or the revision lowered", async () => {
    await up({ ...elsewhere, revision: 1 });
    await up(migrating);
    await expectRefusal("preview", { ...elsewhere, revision: 1 }, 2);
    await expectRefusal("preview", elsewhere, 2);
    const { exitCode } = await run(["preview", "--expect-no-changes"], migrating);
    expect(exitCode).toBe(0);
    expect(await announcedIds()).toHaveLength(4);
  });
});

describe("a deployment that was interrupted", () => {
  const onCloudFront: Settings = { ...unseen, host: "cloudfront", dns: "route53", mx: ["mail.example.com"] };
  const wider: Settings = { ...onCloudFront, mx: ["mail.example.com", "mail.example.net"] };

  async function failing(type: string, settings: Settings): Promise<void> {
    const mend = deployment.bed.cloud.control.fail({ type, operation: "update" });
    expect((await run(["up"], settings)).exitCode).not.toBe(0);
    mend();
  }

  beforeAll(async () => {
    deployment = await openLooking();
    await up(onCloudFront);
  });
  afterAll(() => deployment.close());

  it("may go back as long as nothing has changed, and is forgotten then", async () => {
    await failing("aws_s3_object", wider);
    await up(onCloudFront);
    expect(await announcedIds()).toHaveLength(1);
  });

  it("goes forward once the policy has changed, or back under a third id", async () => {
    await failing("aws_route53_record", wider);
    await expectRefusal("preview", onCloudFront, 1);
    expect((await run(["preview"], { ...onCloudFront, revision: 1 })).exitCode).toBe(0);
    await up(wider);
    expect((await deployment.look()).verdict).toBe("accepted");
  });
});
