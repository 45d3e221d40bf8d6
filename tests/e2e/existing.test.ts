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

describe("a zone", () => {
  it("of another domain, and a policy host that CloudFront serves elsewhere, are refused in a preview", async () => {
    deployment = await openLooking({ zones: [{ id: zoneId, name: "other.example" }], authority: "cloudflare" });
    const wrong = await run("preview", { ...base, dns: "route53" });
    expect(wrong.exitCode).not.toBe(0);
    expect(wrong.output).toContain("[zone-of-another-domain]");
  });

  it("with CAA records that forbid ACM, and with an alias of another distribution, is refused in a preview", async () => {
    deployment = await openLooking();
    const { route53 } = deployment.bed.cloud;
    route53.upsert(zoneId, { name: "example.com", type: "CAA", ttl: 300, values: ['0 issue "letsencrypt.org"'] });
    route53.upsert(zoneId, { name: "mta-sts.example.com", type: "CNAME", ttl: 300, values: ["d2.cloudfront.net"] });
    const { exitCode, output } = await run("preview", { ...base, host: "cloudfront", dns: "route53" });
    expect(exitCode).not.toBe(0);
    expect(output).toContain("[cloudfront-alias-taken]");
    expect(deployment.bed.cloud.control.calls.filter(({ operation }) => operation !== "read")).toEqual([]);
  });
});
