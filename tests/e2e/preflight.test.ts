import { createSocket } from "node:dgram";
import { once } from "node:events";
import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { zoneId } from "./accounts";
import { openLooking, type LookingDeployment, type Settings } from "./looking";
import { publish } from "./zone-keeper";

jest.setTimeout(120_000);

const onCloudFront: Settings = { host: "cloudfront", dns: "route53", mx: ["mail.example.com"] };
/** Loads no cloud, which half of a command's time is. */
const elsewhere: Settings = { ...onCloudFront, host: "external", target: "policies.provider.example", dns: "manual" };

let deployment: LookingDeployment;

/** Publishes MX records, as whoever keeps the mail servers does. */
function takeMailAt(...hosts: readonly string[]): void {
  const values = hosts.map((host, i) => `${(i + 1) * 10} ${host}`);
  deployment.bed.cloud.route53.upsert(zoneId, { name: "example.com", type: "MX", ttl: 300, values });
}

/** Runs a command with these settings; what the component was told, one a line, and how it ended. */
async function run(command: "preview" | "up", settings: Settings) {
  await deployment.tell(settings);
  const { exitCode, output, seconds } = await deployment.pulumi(command);
  const [, diagnostics = ""] = output.split("Diagnostics:");
  const told = diagnostics
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => /^(warning|error): |\[[a-z]+(-[a-z]+)+\]$/u.test(line) && !line.includes("$PATH"));
  return { exitCode, output, seconds, told };
}

/** The calls to the emulated clouds that changed anything. */
function changes(): readonly string[] {
  return deployment.bed.cloud.control.calls
    .filter(({ operation }) => operation !== "read")
    .map(({ operation, type }) => `${operation} ${type}`);
}

/** A refusal tells all in one error, at once, and leaves everything as it was. */
async function expectRefusal(
  command: "preview" | "up",
  settings: Settings,
  code: string,
  seen = "with what is live",
): Promise<void> {
  const before = changes().length;
  const { exitCode, output, seconds } = await run(command, { ...settings, preflight: "error" });
  expect(output).toContain(`MtaSts "mail": 1 problem ${seen}`);
  expect(output).toContain(`[${code}]`);
  expect(exitCode).not.toBe(0);
  expect(output).not.toMatch(/error serializing|unhandled|at .*\.[jt]s:\d+/u);
  expect(seconds).toBeLessThan(30);
  expect(changes()).toHaveLength(before);
}

/** A name server that hears and never answers; `most`: from how many sockets it was asked. */
async function startSilence() {
  const socket = createSocket("udp4");
  const askers = new Set<number>();
  socket.on("message", (_, { port }) => askers.add(port)).bind(0, "127.0.0.1");
  await once(socket, "listening");
  return { port: socket.address().port, most: () => askers.size, stop: () => socket.close() };
}

describe("before a first deployment", () => {
  beforeAll(async () => {
    deployment = await openLooking();
    takeMailAt("mail.example.com", "backup.example.net");
  });
  afterAll(() => deployment.close());

  it("the preview names the MX host that no pattern covers", async () => {
    const { exitCode, told } = await run("preview", onCloudFront);
    expect(exitCode).toBe(0);
    expect(told).toEqual([
      'warning: mx: an MX host matches no pattern of the policy, and senders refuse to deliver to it once it is enforced, got "backup.example.net"; add a pattern for the host, or remove its MX record (RFC 8461 §4.1) [mx-not-covered]',
    ]);
  });

  it.each(["preview", "up"] as const)("an error refuses %s, and nothing is created", async (command) => {
    await expectRefusal(command, { ...onCloudFront, mode: "enforce" }, "mx-not-covered");
    expect(changes()).toEqual([]);
  });

  it("late values are looked at as soon as they are known, and secrets are not told", async () => {
    const late = await run("preview", { ...elsewhere, isLate: true });
    expect(late.told.join("\n")).toContain('got "backup.example.net"');
    const secret = await run("preview", { ...elsewhere, isSecret: true });
    expect(secret.told.join("\n")).toContain("got [secret]; add a pattern for the host");
    expect(secret.output).not.toContain("backup.example.net");
  });

  it.each([["MTASTS_OFFLINE"], ["off"]])("nothing is said with %s", async (how) => {
    const quiet = how === "off" ? { ...elsewhere, preflight: "off" as const } : { ...elsewhere, isOffline: true };
    const { exitCode, told } = await run("preview", quiet);
    expect(exitCode).toBe(0);
    expect(told).toEqual([]);
  });

  it("a record of another tool is refused by default, with its TTL and the import", async () => {
    publish(deployment.bed, { name: "_mta-sts.example.com", type: "TXT", value: "v=STSv1; id=20240101;", ttl: 86_400 });
    const { exitCode, told } = await run("preview", {
      ...onCloudFront,
      mx: ["mail.example.com", "backup.example.net"],
    });
    expect(exitCode).not.toBe(0);
    expect(told).toEqual([
      'error: MtaSts "mail": 1 problem with what is live',
      'dns: a record that announces a policy exists already, which resolvers cache for 86400 s, got "v=STSv1; id=20240101;"; to keep the record, run pulumi import aws:route53/record:Record mail-sts-record "Z0EXAMPLECOM__mta-sts.example.com_TXT" --protect=false --generate-code=false --yes; or delete it, and deploy again after its TTL (RFC 8461 §3.1) [txt-not-ours]',
    ]);
  });
});

describe("with a policy that is live", () => {
  beforeAll(async () => {
    deployment = await openLooking();
    takeMailAt("mail.example.com");
    await deployment.tell({ ...onCloudFront, mode: "enforce" });
    await deployment.mustPulumi("up");
  });
  afterAll(() => deployment.close());

  it("an untouched deployment is told nothing", async () => {
    expect(await run("preview", { ...onCloudFront, mode: "enforce" })).toMatchObject({ exitCode: 0, told: [] });
  });

  it("a retirement that has not begun is refused by default, and what is deployed stays undestroyable", async () => {
    const before = changes().length;
    const ended = await run("up", {
      ...onCloudFront,
      mode: "none",
      noneSince: "2024-11-01T12:00:00Z",
      allowDestroy: true,
    });
    expect(ended.exitCode).not.toBe(0);
    expect(ended.output).toContain('MtaSts "mail": 2 problems with what is live');
    expect(ended.output).toContain('noneSince: the live policy is in mode enforce, got "2024-11-01T12:00:00Z"');
    expect((await deployment.pulumi("destroy")).exitCode).not.toBe(0);
    expect(changes()).toHaveLength(before);
    expect((await deployment.look()).verdict).toBe("accepted");
  });

  it("a return to testing without a revision is refused, and one with a revision is not", async () => {
    await expectRefusal("up", { ...onCloudFront, allowDestroy: true }, "revision-not-raised");
    const { exitCode, told } = await run("preview", { ...onCloudFront, revision: 1, preflight: "error" });
    expect({ exitCode, told }).toEqual({ exitCode: 0, told: [] });
  });

  it("a host that moves with another policy is warned of, and refused", async () => {
    const moved: Settings = {
      ...onCloudFront,
      mode: "enforce",
      mx: ["mail.example.com", "new.example.com"],
      host: "external",
      target: "policies.provider.example",
      allowDestroy: true,
    };
    const { told } = await run("preview", moved);
    expect(told.join("\n")).toMatch(/^warning: host: .*cloudfront\.net".*\[host-and-policy-together\]$/mu);
    await expectRefusal("up", moved, "host-and-policy-together");
  });

  it("a change that was interrupted is completed, or refused where it is taken back", async () => {
    const wider: Settings = { ...onCloudFront, mode: "enforce", mx: ["mail.example.com", "new.example.com"] };
    const { control } = deployment.bed.cloud;
    const mend = control.fail({ type: "aws_route53_record", operation: "update", subject: "_mta-sts.example.com" });
    expect((await run("up", wider)).exitCode).not.toBe(0);
    mend();
    expect((await run("preview", wider)).told.join("\n")).toContain("this one completes it");
    await expectRefusal("up", { ...onCloudFront, mode: "enforce" }, "id-reused", "with what was deployed before");
    expect(await run("up", { ...wider, preflight: "error" })).toMatchObject({ exitCode: 0 });
    expect((await deployment.look()).verdict).toBe("accepted");
  });
});

describe("a resolver that answers nobody", () => {
  it("costs three seconds and one line, however many domains there are", async () => {
    const silent = await startSilence();
    deployment = await openLooking({}, { MTASTS_RESOLVER: `127.0.0.1:${silent.port}` });
    try {
      const one = await run("preview", elsewhere);
      expect(one.told).toEqual([
        "preflight: preflight could not see the _mta-sts record (TIMEOUT), the MX records (TIMEOUT); check the network, or set MTASTS_RESOLVER to another name server, and deploy again [preflight-incomplete]",
      ]);
      expect(one.exitCode).toBe(0);
      expect(one.seconds).toBeLessThan(20);
      const many = await run("preview", { ...elsewhere, copies: 50, preflight: "error" });
      expect(many.exitCode).toBe(0);
      expect(many.told).toHaveLength(50);
      expect(many.told.filter((line) => line.includes("too many domains at once")).length).toBeGreaterThan(0);
      // Four queries each, sent twice, and the root's.
      expect(silent.most()).toBeLessThanOrEqual(32 * 9);
    } finally {
      await deployment.close();
      silent.stop();
    }
  });
});
