import { afterEach, describe, expect, it, jest } from "@jest/globals";
import { openLooking, type LookingDeployment, type Settings } from "./looking";
import { cloudflareZoneId, zoneId } from "./accounts";
import { childrenOf } from "./stack-state";

jest.setTimeout(120_000);

const base = { host: "external", target: "policies.provider.example", mx: ["mail.example.com"] } as const;
const inCloudflare: Settings = { ...base, dns: "cloudflare" };

let deployment: LookingDeployment;
afterEach(() => deployment.close());

/** Runs a command with these settings. */
async function run(command: "preview" | "up", settings: Settings, ...flags: readonly string[]) {
  await deployment.tell(settings);
  return await deployment.pulumi(command, ...flags);
}

function texts(name: string): readonly string[] {
  return deployment.bed.cloud.cloudflare.dns.records(cloudflareZoneId, name, "TXT").map(({ content }) => content);
}

function changesSince(start: number): readonly string[] {
  const calls = deployment.bed.cloud.control.calls.slice(start);
  return calls.filter(({ operation }) => operation !== "read").map(({ operation, type }) => `${operation} ${type}`);
}

function texts53(name: string): readonly string[] {
  return deployment.bed.cloud.route53.find(zoneId, name, "TXT")?.values ?? [];
}

function publish(name: string, content: string): string {
  const record = { name, type: "TXT", content, ttl: 300, proxied: false };
  return deployment.bed.cloud.cloudflare.dns.create(cloudflareZoneId, record).id;
}

const sts = "_mta-sts.example.com";

describe("a record that Cloudflare would create a second time", () => {
  it("is refused by default, imported by the command in the message, and then changed in place", async () => {
    deployment = await openLooking({ authority: "cloudflare" });
    const id = publish(sts, "v=STSv1; id=20240101;");
    const refused = await run("up", inCloudflare);
    expect(refused.exitCode).not.toBe(0);
    expect(refused.output).toContain("[txt-not-ours]");
    expect(texts(sts)).toHaveLength(1);
    expect(texts("_smtp._tls.example.com")).toEqual([]);

    const [, command = ""] = /run pulumi (import .* --yes);/u.exec(refused.output.replace(/\s+/gu, " ")) ?? [];
    expect(command).toContain(
      `import cloudflare:index/dnsRecord:DnsRecord mail-sts-record "${cloudflareZoneId}/${id}"`,
    );
    const words = command.replaceAll('"', "").split(" ");
    await deployment.mustPulumi(...words);
    const adopted = await run("up", inCloudflare);
    expect(adopted).toMatchObject({ exitCode: 0 });
    expect(adopted.output).toMatch(/mail-sts-record updated/u);
    expect(texts(sts)).toEqual([expect.stringMatching(/v=STSv1; id=[0-9a-f]{32};/u)]);
    expect(await run("preview", inCloudflare, "--refresh", "--expect-no-changes")).toMatchObject({ exitCode: 0 });

    // A second record, made by hand, is no drift for the engine: preflight names it.
    publish(sts, "v=STSv1; id=20250101;");
    const second = await run("preview", inCloudflare);
    expect(second.exitCode).not.toBe(0);
    expect(second.output).toContain("[txt-multiple-records]");
  });

  it("is seen again when the state has lost it and the policy changes", async () => {
    deployment = await openLooking({ authority: "cloudflare" });
    expect(await run("up", inCloudflare)).toMatchObject({ exitCode: 0 });
    const record = (await childrenOf(deployment)).find(({ urn }) => urn.endsWith("::mail-sts-record"));
    await deployment.mustPulumi("state", "delete", record?.urn ?? "", "--yes");
    const changed = await run("up", { ...inCloudflare, mx: ["mail.example.com", "backup.example.net"] });
    expect(changed.exitCode).not.toBe(0);
    expect(changed.output).toMatch(/\[txt-not-ours\]/u);
    expect(texts(sts)).toHaveLength(1);
  });
});

describe("a record that DNS does not show, since another zone answers", () => {
  const inRoute53: Settings = { ...base, dns: "route53" };
  const moving: Settings = { ...inCloudflare, previousDns: "route53" };

  /** The commands that the message gives. */
  function imports(output: string): readonly string[] {
    return [...output.replace(/\s+/gu, " ").matchAll(/run pulumi (import [^;]* --yes);/gu)].map(([, one = ""]) => one);
  }

  it("is refused while the zone moves, imported by the commands in the message, and then changed in place", async () => {
    deployment = await openLooking();
    expect(await run("up", { ...inRoute53, mode: "enforce" })).toMatchObject({ exitCode: 0 });
    publish(sts, '"v=STSv1; id=20240101;"');
    const alias = { name: "mta-sts.example.com", type: "CNAME", content: "old.example.net", ttl: 300, proxied: false };
    deployment.bed.cloud.cloudflare.dns.create(cloudflareZoneId, alias);
    const start = deployment.bed.cloud.control.calls.length;
    const refused = await run("up", { ...moving, mode: "enforce" });
    expect(refused.exitCode).not.toBe(0);
    expect(refused.output).toContain("[txt-not-ours]");
    expect(refused.output).toContain("[host-name-taken]");
    expect(changesSince(start)).toEqual([]);

    const commands = [...new Set(imports(refused.output))];
    expect(commands).toHaveLength(2);
    for (const command of commands) await deployment.mustPulumi(...command.replaceAll('"', "").split(" "));
    expect(await run("up", { ...moving, mode: "enforce" })).toMatchObject({ exitCode: 0 });
    expect(texts(sts)).toEqual([expect.stringMatching(/v=STSv1; id=[0-9a-f]{32};/u)]);
    const same = await run("preview", { ...moving, mode: "enforce" }, "--refresh", "--expect-no-changes");
    expect(same).toMatchObject({ exitCode: 0 });
  });

  it("is refused in a zone that is not delegated yet", async () => {
    deployment = await openLooking();
    publish(sts, '"v=STSv1; id=20240101;"');
    const inNew = await run("up", inCloudflare);
    expect(inNew.exitCode).not.toBe(0);
    expect(inNew.output).toContain("[txt-not-ours]");
    expect(texts(sts)).toHaveLength(1);
  });

  it("is refused in a Route 53 zone, too, where an address stands at the policy host's name", async () => {
    deployment = await openLooking({ authority: "cloudflare" });
    const { route53 } = deployment.bed.cloud;
    route53.upsert(zoneId, { name: sts, type: "TXT", ttl: 300, values: ['"v=STSv1; id=20240101;"'] });
    route53.upsert(zoneId, { name: "mta-sts.example.com", type: "A", ttl: 300, values: ["192.0.2.1"] });
    const start = deployment.bed.cloud.control.calls.length;
    const { exitCode, output } = await run("up", inRoute53);
    expect(exitCode).not.toBe(0);
    expect(imports(output)[0]).toContain(`mail-sts-record "${zoneId}_${sts}_TXT"`);
    expect(output.replace(/\s+/gu, " ")).toContain("holds a record of type A at mta-sts.example.com already");
    expect(changesSince(start)).toEqual([]);
  });
});

describe("a zone", () => {
  it("of another domain, and a policy host that CloudFront serves elsewhere, are refused in a preview", async () => {
    deployment = await openLooking({ zones: [{ id: zoneId, name: "other.example" }], authority: "cloudflare" });
    const wrong = await run("preview", { ...base, dns: "route53" });
    expect(wrong.exitCode).not.toBe(0);
    expect(wrong.output).toContain("[zone-of-another-domain]");
  });

  it("with CAA records that forbid ACM is refused before anything is created, and without preflight by ACM", async () => {
    deployment = await openLooking();
    const { route53 } = deployment.bed.cloud;
    const settings: Settings = { ...base, host: "cloudfront", dns: "route53" };
    route53.upsert(zoneId, { name: "example.com", type: "CAA", ttl: 300, values: ['0 issue "letsencrypt.org"'] });
    const { exitCode, output } = await run("up", settings);
    expect(exitCode).not.toBe(0);
    expect(output.replace(/\s+/gu, " ")).toContain(
      'add the record example.com CAA 0 issue "amazon.com" (RFC 8659 §4.2)',
    );
    expect(changesSince(0)).toEqual([]);

    const unseen = await run("up", { ...settings, preflight: "off" });
    expect(unseen.exitCode).not.toBe(0);
    expect(unseen.output).toContain("CAA_ERROR");
    expect(changesSince(0)).toContain("create aws_acm_certificate");
    expect(texts53(sts)).toEqual([]);
  });

  it("with an alias of another distribution is refused in a preview", async () => {
    deployment = await openLooking();
    const { route53 } = deployment.bed.cloud;
    route53.upsert(zoneId, { name: "mta-sts.example.com", type: "CNAME", ttl: 300, values: ["d2.cloudfront.net"] });
    const { exitCode, output } = await run("preview", { ...base, host: "cloudfront", dns: "route53" });
    expect(exitCode).not.toBe(0);
    expect(output).toContain("[cloudfront-alias-taken]");
    expect(deployment.bed.cloud.control.calls.filter(({ operation }) => operation !== "read")).toEqual([]);
  });
});
