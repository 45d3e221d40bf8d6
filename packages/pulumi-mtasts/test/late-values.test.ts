import { afterEach, beforeEach, describe, expect, it, jest } from "@jest/globals";
import * as pulumi from "@pulumi/pulumi";
import { RandomId } from "@pulumi/random/randomId.js";
import { MtaSts, type MtaStsArgs } from "pulumi-mtasts";
import { cloudfront, route53 } from "pulumi-mtasts/aws";
import { endProgram, find, registered, startProgram, valueOf } from "./harness";

const warnings = jest.spyOn(pulumi.log, "warn").mockResolvedValue();
beforeEach(() => {
  warnings.mockClear();
  return startProgram();
});
afterEach(endProgram);

function argsWith(args: Partial<MtaStsArgs> = {}): MtaStsArgs {
  return {
    domain: "example.com",
    mx: ["mail.example.com", "*.example.net"],
    tlsRpt: { rua: "mailto:tls-reports@example.org" },
    host: cloudfront(),
    dns: route53({ zoneId: "Z1" }),
    ...args,
  };
}

/** A value of another resource, which a preview does not know. */
function later(): pulumi.Output<string> {
  return new RandomId(`other-${(others += 1)}`, { byteLength: 4 }).id;
}

let others = 0;

const migration = {
  to: ["mail.example.org"],
  announcedSince: "2024-03-01T12:00:00Z",
  movedSince: "2024-04-01T12:00:00Z",
  mxTtl: 3_600,
  narrow: true,
};

/** The same arguments, once they are known. */
async function plainly(late: Partial<MtaStsArgs>): Promise<Partial<MtaStsArgs>> {
  return (await valueOf(pulumi.output(late as object) as pulumi.Output<unknown>)) as Partial<MtaStsArgs>;
}

describe("values that come later", () => {
  it.each<[string, () => Partial<MtaStsArgs>]>([
    ["the domain", () => ({ domain: pulumi.output("Example.com") })],
    ["the mode", () => ({ mode: Promise.resolve("testing" as const) })],
    ["all hosts", () => ({ mx: pulumi.output(["*.example.net", "mail.example.com"]) })],
    ["one of the hosts", () => ({ mx: [Promise.resolve("mail.example.com"), "*.example.net"] })],
    ["maxAge", () => ({ maxAge: pulumi.output(86_400) })],
    ["revision", () => ({ revision: Promise.resolve(0) })],
    ["the other hosts", () => ({ mxMigration: { ...migration, to: [Promise.resolve("mail.example.org")] } })],
    ["all other hosts", () => ({ mxMigration: { ...migration, to: pulumi.output(migration.to) } })],
    [
      "everything about a migration",
      () => ({
        mxMigration: {
          to: pulumi.output(migration.to),
          announcedSince: Promise.resolve(migration.announcedSince),
          movedSince: pulumi.output(migration.movedSince),
          mxTtl: Promise.resolve(3_600),
          narrow: pulumi.output(true),
        },
      }),
    ],
    ["longestMaxAge", () => ({ longestMaxAge: pulumi.output(31_557_600), mode: "enforce", maxAge: 31_000_000 })],
    ["noneSince", () => ({ noneSince: Promise.resolve("2024-03-01T12:00:00Z"), mode: "none" })],
    [
      "noneSince, in a mode that is late",
      () => ({ noneSince: "2024-03-01T12:00:00Z", mode: pulumi.output("none" as const) }),
    ],
    ["the report addresses", () => ({ tlsRpt: { rua: pulumi.output(["mailto:tls-reports@example.org"]) } })],
    ["one report address", () => ({ tlsRpt: { rua: [Promise.resolve("mailto:tls-reports@example.org")] } })],
  ])("%s: give the same deployment as plain ones", async (_, late) => {
    const given = late();
    const [first, second] = [new MtaSts("plain", argsWith(await plainly(given))), new MtaSts("late", argsWith(given))];
    await Promise.all([first, second].map(({ nodes }) => valueOf(nodes.stsRecord!.urn)));
    for (const key of ["policyId", "policyText", "policyUrl"] as const) {
      expect(await valueOf(second[key])).toBe(await valueOf(first[key]));
    }
    for (const key of ["records", "mxMigration", "retirement"] as const) {
      expect(await valueOf<unknown>(second[key])).toEqual(await valueOf<unknown>(first[key]));
    }
  });
});

/** Which of the records' and the host's inputs a preview does not know. */
async function unknownsOf(late: Partial<MtaStsArgs>): Promise<readonly string[]> {
  new MtaSts("mail", argsWith(late));
  await endProgram();
  const ours = ["certificate", "distribution", "host-record", "policy-file", "sts-record", "tls-rpt-record"];
  return ours.flatMap((key) =>
    Object.entries(find(key).inputs)
      .filter(([, value]) => JSON.stringify(value).includes("__pulumiUnknown"))
      .map(([input]) => `${key} ${input}`),
  );
}

/** What is computed by the clouds. */
const computedLater = [
  "distribution origins",
  "distribution viewerCertificate",
  "host-record records",
  "policy-file bucket",
];

describe("a preview", () => {
  beforeEach(async () => {
    await endProgram();
    await startProgram(true);
  });

  it("knows everything that follows from plain arguments", async () => {
    const unknown = await unknownsOf({});
    expect(unknown.filter((each) => !computedLater.includes(each))).toEqual([]);
  });

  it.each<[string, () => Partial<MtaStsArgs>, readonly string[]]>([
    ["the domain", () => ({ domain: later() }), ["certificate domainName", "distribution aliases", "sts-record name"]],
    ["an MX host", () => ({ mx: ["mail.example.com", later()] }), ["policy-file content", "sts-record records"]],
    ["maxAge", () => ({ maxAge: later() as unknown as pulumi.Output<number> }), ["policy-file content"]],
    ["another MX host", () => ({ mxMigration: { to: [later()] } }), ["policy-file content", "sts-record records"]],
    ["a report address", () => ({ tlsRpt: { rua: later() } }), ["tls-rpt-record records"]],
  ])("does not know what follows from %s", async (_, late, expected) => {
    expect(await unknownsOf(late())).toEqual(expect.arrayContaining([...expected]));
  });

  it("knows all names where an MX host is unknown, and all but the report's data where its address is", async () => {
    const policy = await unknownsOf({ mx: [later()] });
    expect(policy.filter((each) => !computedLater.includes(each))).toEqual([
      "policy-file cacheControl",
      "policy-file content",
      "policy-file contentType",
      "policy-file etag",
      "policy-file key",
      "sts-record records",
    ]);
    await startProgram(true);
    const reports = await unknownsOf({ tlsRpt: { rua: later() } });
    expect(reports.filter((each) => !computedLater.includes(each))).toEqual(["tls-rpt-record records"]);
  });

  it.each<[string, () => Partial<MtaStsArgs>]>([
    ["when the policy was announced", () => ({ mxMigration: { to: migration.to, announcedSince: later() } })],
    ["when the MX records moved", () => ({ mxMigration: { ...migration, movedSince: later() } })],
    ["the longest age", () => ({ longestMaxAge: later() as unknown as pulumi.Output<number> })],
    ["the beginning of a retirement", () => ({ mode: "none", noneSince: later() })],
  ])("knows the policy where %s is unknown", async (_, late) => {
    const unknown = await unknownsOf(late());
    expect(unknown.filter((each) => !computedLater.includes(each))).toEqual([]);
  });

  it("registers the same children, whatever is unknown", async () => {
    const all = { domain: later(), mx: [later()], tlsRpt: { rua: later() } };
    const seen: (readonly string[])[] = [];
    for (const [preview, args] of [
      [true, all],
      [true, {}],
      [false, {}],
    ] as const) {
      await endProgram();
      await startProgram(preview);
      new MtaSts("mail", argsWith(args));
      await endProgram();
      seen.push(
        registered
          .filter(({ name }) => !name.startsWith("other-"))
          .map(({ type, name }) => `${type} ${name}`)
          .sort(),
      );
    }
    expect(seen[0]).toHaveLength(14);
    expect(seen[1]).toEqual(seen[0]);
    expect(seen[2]).toEqual(seen[0]);
  });
});

describe("secrets", () => {
  async function secretsOf(late: Partial<MtaStsArgs>): Promise<readonly string[]> {
    const { policyId, policyText, policyUrl, records, mxMigration, retirement } = new MtaSts("mail", argsWith(late));
    const outputs = Object.entries<pulumi.Output<unknown>>({
      ...{ policyId, policyText, policyUrl, records, mxMigration, retirement },
    });
    const flags = await Promise.all(
      outputs.map(async ([key, output]) => [key, await pulumi.isSecret(output)] as const),
    );
    return flags.filter(([, isSecret]) => isSecret).map(([key]) => key);
  }

  it.each<[string, () => Partial<MtaStsArgs>, readonly string[]]>([
    ["no argument", () => ({}), []],
    ["a report address", () => ({ tlsRpt: { rua: pulumi.secret("mailto:a@example.org") } }), ["records"]],
    [
      "an MX host",
      () => ({ mx: [pulumi.secret("mail.example.com")] }),
      ["policyId", "policyText", "policyUrl", "records"],
    ],
    ["a time", () => ({ mode: "none", noneSince: pulumi.secret("2024-03-01T12:00:00Z") }), ["retirement"]],
    [
      "the time of a migration",
      () => ({ mxMigration: { to: ["a.example.org"], announcedSince: pulumi.secret("2024-03-01T12:00:00Z") } }),
      ["mxMigration"],
    ],
  ])("stay secret where %s is one, and make nothing else secret", async (_, late, secret) => {
    expect(await secretsOf(late())).toEqual(secret);
  });
});
