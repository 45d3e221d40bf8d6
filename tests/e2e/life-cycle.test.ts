import { readFileSync } from "node:fs";
import path from "node:path";
import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { example, firstSettings, openDeployment, type Deployment } from "./deployment";
import { protectedChildren } from "./stack-state";
import { watch } from "./watch";

jest.setTimeout(60_000);

/** Every child: none of them may vanish while a policy may be in force. */
const all = [
  "bucket",
  "bucket-policy",
  "certificate",
  "certificate-record",
  "certificate-validation",
  "distribution",
  "host-record",
  "origin-access-control",
  "ownership-controls",
  "policy-file",
  "public-access-block",
  "sts-record",
];

/** One deployment from its first day to its last: each test goes on where the one before it ended. */
let deployment: Deployment;
const ids: string[] = [];

beforeAll(async () => {
  const zones = ["Z0EXAMPLECOM", "Z0OTHERZONE"].map((id) => ({ id, name: "example.com" }));
  deployment = await openDeployment(example, { zones });
  await deployment.configure(firstSettings);
}, 900_000);
afterAll(() => deployment.close());

/** Deploys, and checks that the sender accepts what is announced under an id that was never seen before. */
async function upToNewId(): Promise<void> {
  await deployment.mustPulumi("up");
  const { verdict, id = "", body = "" } = await deployment.look();
  expect(verdict).toBe("accepted");
  expect(id).toBe(createHash("sha256").update(body).digest("hex").slice(0, 32));
  expect(ids).not.toContain(id);
  ids.push(id);
}

async function expectRefused(args: readonly string[], reason = /protect/u): Promise<void> {
  const before = deployment.bed.cloud.control.calls.length;
  const { exitCode, output } = await deployment.pulumi(...args);
  expect(exitCode).not.toBe(0);
  expect(output).toMatch(reason);
  const changes = deployment.bed.cloud.control.calls.slice(before).filter(({ operation }) => operation !== "read");
  expect(changes).toEqual([]);
  expect(await deployment.look()).toMatchObject({ verdict: "accepted", id: ids.at(-1) });
}

describe("the first deployment", () => {
  it("is accepted by a sender", async () => {
    await upToNewId();
    const view = await deployment.look();
    expect(view.body).toBe(
      "version: STSv1\r\nmode: testing\r\nmx: *.example.net\r\nmx: mail.example.com\r\nmax_age: 86400\r\n",
    );
    expect(view.status).toBe(200);
    expect(view.headers["content-type"]).toBe("text/plain");
    expect(view.certificate?.names).toEqual(["mta-sts.example.com"]);
    expect(view.rua).toEqual(["mailto:tls-reports@example.org"]);
  });

  it("has outputs that say what the sender sees", async () => {
    const { output } = await deployment.mustPulumi("stack", "output", "--json");
    const outputs = JSON.parse(output) as Record<string, unknown>;
    const view = await deployment.look();
    expect(outputs).toMatchObject({ policyId: view.id, policyText: view.body, policyUrl: view.url });
    expect(outputs["records"]).toContainEqual({
      name: "_mta-sts.example.com",
      type: "TXT",
      value: view.txt,
      ttl: 300,
    });
  });

  it("is followed by no change", async () => {
    await deployment.mustPulumi("preview", "--expect-no-changes");
    await deployment.mustPulumi("preview", "--refresh", "--expect-no-changes");
  });

  it("protects nothing yet", async () => {
    expect(await protectedChildren(deployment)).toEqual([]);
  });
});

describe("a changed policy", () => {
  it("shows both ids in the preview", async () => {
    await deployment.configure({ mx: '["mail.example.com","*.example.net","backup.example.com"]' });
    const { output } = await deployment.mustPulumi("preview", "--diff");
    expect(output).toMatch(new RegExp(`"v=STSv1; id=${ids[0]};" => "v=STSv1; id=[0-9a-f]{32};"`, "u"));
  });

  it("is served before it is announced, however slow the bucket is", async () => {
    const { bed } = deployment;
    const undo = bed.cloud.control.slow({ type: "aws_s3_object", ms: 500 });
    const watching = watch(bed, "example.com");
    await upToNewId();
    const seen = await watching.stop();
    undo();

    const [before, after] = ids;
    const pairs = new Set(seen.map(({ id, idOfBody }) => `${id} ${idOfBody}`));
    expect([...pairs]).toContain(`${before} ${before}`);
    expect([...pairs]).not.toContain(`${after} ${before}`);
    expect(new Set(seen.map(({ verdict }) => verdict))).toEqual(new Set(["accepted"]));
  });

  it("updates two resources in place, and nothing else", () => {
    const { calls } = deployment.bed.cloud.control;
    const changes = calls.filter(({ operation }) => operation === "update");
    expect(changes.map(({ type }) => type)).toEqual(["aws_s3_object", "aws_route53_record"]);
    expect(changes[0]?.endedAt).toBeLessThanOrEqual(changes[1]?.startedAt ?? 0);
    expect(calls.filter(({ operation }) => operation === "delete")).toEqual([]);
  });
});

describe("drift", () => {
  /** What somebody does behind the engine's back, and the child that shows it. */
  const edits: readonly [string, string, () => void][] = [
    ["another policy in the bucket", "mail-policy-file", editPolicy],
    ["a deleted policy", "mail-policy-file", deletePolicy],
    ["another announcement", "mail-sts-record", editTxt],
    ["a deleted announcement", "mail-sts-record", deleteTxt],
  ];
  const key = ".well-known/mta-sts.txt";
  const name = "_mta-sts.example.com";

  function bucket(): string {
    return deployment.bed.cloud.s3.buckets[0]!.name;
  }
  function editPolicy(): void {
    const { s3 } = deployment.bed.cloud;
    s3.putObject(bucket(), key, {
      ...s3.headObject(bucket(), key),
      body: "version: STSv1\r\nmode: none\r\nmax_age: 1\r\n",
    });
  }
  function deletePolicy(): void {
    deployment.bed.cloud.s3.deleteObject(bucket(), key);
  }
  function editTxt(): void {
    deployment.bed.cloud.route53.upsert("Z0EXAMPLECOM", { name, type: "TXT", ttl: 300, values: ['"v=STSv1; id=1;"'] });
  }
  function deleteTxt(): void {
    deployment.bed.cloud.route53.delete("Z0EXAMPLECOM", name, "TXT");
  }

  it.each(edits)("%s shows and is repaired", async (_, child, edit) => {
    edit();
    const { exitCode, output } = await deployment.pulumi("preview", "--refresh", "--expect-no-changes");
    expect(exitCode).not.toBe(0);
    expect(output).toContain(child);
    await deployment.mustPulumi("up", "--refresh");
    expect(await deployment.look()).toMatchObject({ verdict: "accepted", id: ids.at(-1), idOfBody: ids.at(-1) });
    await deployment.mustPulumi("preview", "--refresh", "--expect-no-changes");
  });
});

describe("enforce", () => {
  it("is a policy of its own, and protects every child", async () => {
    await deployment.configure({ mode: "enforce" });
    await upToNewId();
    expect((await deployment.look()).policy).toMatchObject({ mode: "enforce", maxAge: 2_419_200 });
    expect(await protectedChildren(deployment)).toEqual(all);
  });

  it("refuses a destroy, in the words that the guide explains", async () => {
    const page = readFileSync(path.join(__dirname, "..", "..", "docs", "guides", "troubleshooting.md"), "utf8");
    const [, quoted = ""] = /```text\n(error: resource .*?)\n```/su.exec(page) ?? [];
    const pieces = quoted.split("…").map((piece) => piece.replaceAll(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`));
    expect(pieces).toHaveLength(3);
    await expectRefused(
      ["destroy"],
      new RegExp(pieces.map((piece) => piece.replaceAll(/\s+/gu, "\\s+")).join(".*?"), "su"),
    );
  });

  it.each([
    ["domain", "other.example.com", /domain-changed/u],
    ["aws:region", "eu-west-1", /protect/u],
    ["zoneId", "Z0OTHERZONE", /zone-not-kept|protect/u],
  ] as const)("refuses another %s in place", async (key, value, reason) => {
    await deployment.configure({ [key]: value });
    await expectRefused(["up"], reason);
    await deployment.configure({ [key]: firstSettings[key] });
    await deployment.mustPulumi("preview", "--refresh", "--expect-no-changes");
  });

  it("rolls back to testing under a third id, still protected", async () => {
    await deployment.configure({ mode: "testing", revision: "1" });
    await upToNewId();
    expect((await deployment.look()).policy).toMatchObject({ mode: "testing", maxAge: 86_401 });
    expect(await protectedChildren(deployment)).toEqual(all);
  });
});

describe("retirement", () => {
  it("goes through mode none, still protected", async () => {
    await deployment.configure({ mode: "none" });
    await upToNewId();
    expect((await deployment.look()).policy).toMatchObject({ mode: "none" });
    await expectRefused(["destroy"]);
  });

  it("lifts the protection where that is asked for, and changes nothing else", async () => {
    const before = deployment.bed.cloud.control.calls.length;
    await deployment.configure({ allowDestroy: "true" });
    await deployment.mustPulumi("up");
    expect(await protectedChildren(deployment)).toEqual([]);
    expect(deployment.bed.cloud.control.calls.slice(before)).toEqual([]);
  });

  it("removes the announcement first and the host last", async () => {
    const { bed } = deployment;
    const undo = bed.cloud.control.slow({ operation: "delete", ms: 50 });
    const watching = watch(bed, "example.com");
    const before = bed.cloud.control.calls.length;
    await deployment.mustPulumi("destroy");
    const seen = await watching.stop();
    undo();

    const deleted = bed.cloud.control.calls.slice(before).filter(({ operation }) => operation === "delete");
    const position = (type: string, id = "") => deleted.findIndex((call) => call.type === type && call.id.includes(id));
    expect(position("aws_route53_record", "_mta-sts")).toBe(0);
    const host = ["aws_s3_object", "aws_s3_bucket_policy", "aws_cloudfront_distribution", "aws_acm_certificate"];
    for (const type of host)
      expect(position(type)).toBeGreaterThan(position("aws_route53_record", "Z0EXAMPLECOM_mta-sts"));
    for (const { txt, verdict } of seen) expect(txt === undefined || verdict === "accepted").toBe(true);
    expect(bed.cloud.s3.buckets).toEqual([]);
  });
});
