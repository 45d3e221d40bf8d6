import path from "node:path";
import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { examples, firstSettings, openDeployment, type Deployment } from "./deployment";
import { protectedChildren } from "./stack-state";
import { watch } from "./watch";

jest.setTimeout(60_000);

const zoneId = "c0ffee000000000000000000000000e1";
const accountId = "acc00000000000000000000000000001";
const mail = { domain: firstSettings.domain, mx: firstSettings.mx, rua: firstSettings.rua, zoneId };
const cloudflare = { ...mail, "cloudflare:apiToken": "token" };

/** Every other way to host the policy and to keep the zone, as an example deploys it. */
const hosts = [
  ["pulumi-worker-cloudflare", { ...cloudflare, accountId }, "mail-worker"],
  [
    "pulumi-r2-cloudflare",
    { ...cloudflare, accountId, accessKeyId: "key", secretAccessKey: "secret" },
    "mail-policy-file",
  ],
  ["pulumi-cloudfront-cloudflare", { ...cloudflare, "aws:region": "eu-central-1" }, "mail-policy-file"],
] as const;

describe.each(hosts)("%s", (name, settings, changed) => {
  let deployment: Deployment;
  beforeAll(async () => {
    deployment = await openDeployment(path.join(examples, name), { zones: [] });
    await deployment.configure(settings);
  });
  afterAll(() => deployment.close());

  /** Deploys while a sender looks: it never sees an id with another policy. */
  async function upWatched(): Promise<void> {
    const watching = watch(deployment.bed, "example.com");
    await deployment.mustPulumi("up");
    const last = await deployment.look();
    for (const { id, idOfBody } of await watching.stop()) {
      if (id === last.id) expect(idOfBody).toBe(last.id);
    }
    expect(last).toMatchObject({ verdict: "accepted", status: 200, id: last.idOfBody });
    expect(last.headers["content-type"]).toBe("text/plain");
  }

  it("is accepted by a sender, and followed by no change", async () => {
    await upWatched();
    await deployment.mustPulumi("preview", "--refresh", "--expect-no-changes");
    expect((await deployment.look()).rua).toEqual(["mailto:tls-reports@example.org"]);
  });

  it("changes the policy before its announcement", async () => {
    const before = await deployment.look();
    await deployment.configure({ mx: '["mail.example.com"]' });
    await upWatched();
    expect((await deployment.look()).id).not.toBe(before.id);
  });

  it("shows and repairs an announcement that somebody has changed", async () => {
    const { dns } = deployment.bed.cloud.cloudflare;
    const [record] = dns.records(zoneId, "_mta-sts.example.com", "TXT");
    dns.update(zoneId, record!.id, { ...record!, content: '"v=STSv1; id=1;"' });
    const { exitCode, output } = await deployment.pulumi("preview", "--refresh", "--expect-no-changes");
    expect(exitCode).not.toBe(0);
    expect(output).toContain("mail-sts-record");
    await deployment.mustPulumi("up", "--refresh");
    expect((await deployment.look()).verdict).toBe("accepted");
  });

  it("is protected in enforce, and removed in order when that is lifted", async () => {
    await deployment.configure({ mode: "enforce" });
    await upWatched();
    expect(await protectedChildren(deployment)).toEqual(
      expect.arrayContaining([changed.slice("mail-".length), "host-record", "sts-record"]),
    );
    expect((await deployment.pulumi("destroy")).exitCode).not.toBe(0);
    expect((await deployment.look()).verdict).toBe("accepted");

    await deployment.configure({ allowDestroy: "true" });
    await deployment.mustPulumi("up");
    const watching = watch(deployment.bed, "example.com");
    await deployment.mustPulumi("destroy");
    for (const { txt, verdict } of await watching.stop())
      expect(txt === undefined || verdict === "accepted").toBe(true);
    expect(deployment.bed.cloud.cloudflare.dns.records(zoneId)).toEqual([]);
  });
});
