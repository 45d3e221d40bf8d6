import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it, jest } from "@jest/globals";
import { planDeployment, type MtaStsConfig } from "@mtasts/core";
import { read, type Synthesised } from "./cdktf-twin";
import { differences } from "./differences";
import { examples, settingsOf, synthExample } from "./example";
import { faults } from "./exceptions";
import { pulumiTwin } from "./pulumi-twin";
import { deploymentOf, type TwinDeployment, type World } from "./twin";

jest.setTimeout(60_000);

type Settings = Readonly<Record<string, unknown>>;
type Ports = (world: World, settings: Settings) => { readonly host: object; readonly dns: object };

/** What each example is in the other framework. */
const twins: Readonly<Record<string, Ports>> = {
  "cdktf-cloudfront-cloudflare": ({ cloudfront, cloudflareDns }, { zoneId }) => ({
    host: cloudfront(),
    dns: cloudflareDns({ zoneId }),
  }),
  "cdktf-cloudfront-route53": ({ cloudfront, route53 }, { zoneId }) => ({
    host: cloudfront(),
    dns: route53({ zoneId }),
  }),
  "cdktf-manual-dns": ({ cloudfront, external, manualDns }, { target }) => ({
    host: target === undefined ? cloudfront() : external({ target }),
    dns: manualDns(),
  }),
  "cdktf-r2-cloudflare": ({ r2, r2ObjectProvider, cloudflareDns }, { accountId, zoneId }) => ({
    host: r2({ accountId, zoneId, objects: r2ObjectProvider() }),
    dns: cloudflareDns({ zoneId }),
  }),
  "cdktf-worker-cloudflare": ({ worker, cloudflareDns }, { accountId, zoneId }) => ({
    host: worker({ accountId, zoneId }),
    dns: cloudflareDns({ zoneId }),
  }),
};

const policyArguments = ["domain", "mx", "mode", "maxAge", "revision", "allowDestroy"];

/** The component's arguments among an example's settings. */
function configurationOf(settings: Settings): Settings {
  const named = Object.fromEntries(policyArguments.map((name) => [name, settings[name]]));
  return { ...named, tlsRpt: settings["rua"] === undefined ? undefined : { rua: settings["rua"] } };
}

/** What Pulumi makes of the same settings. */
function pulumiOf(example: string, settings: Settings): Promise<TwinDeployment> {
  return deploymentOf(pulumiTwin, (world) => ({ ...configurationOf(settings), ...twins[example]!(world, settings) }));
}

function writtenBy(example: string, settings?: Settings): Synthesised {
  const { exitCode, output, written } = synthExample(example, settings);
  if (exitCode !== 0 || written === undefined) throw new Error(output);
  return written;
}

/** The same in all but warnings, which the framework prints, and the provider, whose name is the program's choice. */
function faultsBetween(pulumi: TwinDeployment, written: Synthesised) {
  const { resources, output } = read(written);
  const cdktf = { ...(output as TwinDeployment), resources, warnings: pulumi.warnings, r2Objects: pulumi.r2Objects };
  return faults(differences(pulumi, cdktf)).filter(({ at }) => !at.endsWith(" provider"));
}

describe("the CDKTF examples", () => {
  it("are those of Pulumi, with the same names", () => {
    const all = readdirSync(examples).filter((name) => existsSync(path.join(examples, name, "package.json")));
    const named = (framework: string) =>
      all.filter((name) => name.startsWith(`${framework}-`)).map((name) => name.slice(framework.length + 1));
    expect(named("cdktf")).toEqual(named("pulumi"));
  });

  it.each(Object.keys(twins))("%s asks for what Pulumi asks for", async (example) => {
    const settings = settingsOf(example);
    expect(faultsBetween(await pulumiOf(example, settings), writtenBy(example))).toEqual([]);
  });

  it.each(Object.keys(twins))("%s takes all settings from the file that MTA_STS_CONFIG names", async (example) => {
    const settings = {
      // Every setting of every example, of which each takes its own.
      ...{ zoneId: "zone", accountId: "account", zone: "example.org", region: "eu-north-1" },
      domain: "example.org",
      mx: ["mx.example.org"],
      mode: "enforce",
      maxAge: 604_800,
      revision: 1,
      rua: ["mailto:a@example.org", "https://example.org/reports"],
      ...(example === "cdktf-manual-dns" ? { target: "policies.provider.example" } : {}),
    };
    expect(faultsBetween(await pulumiOf(example, settings), writtenBy(example, settings))).toEqual([]);
  });

  it("cdktf-many-domains writes every domain of its file", () => {
    const written = writtenBy("cdktf-many-domains");
    const outputs = written.output?.["mta_sts"]?.value as Readonly<Record<string, TwinDeployment>>;
    expect(Object.keys(outputs).sort()).toEqual(["blog", "club", "shop"]);
    const { rua } = settingsOf("cdktf-many-domains");
    const blog = { domain: "example.org", mx: ["mail.example.com"], mode: "enforce", maxAge: 604_800, tlsRpt: { rua } };
    const plan = planDeployment(blog as MtaStsConfig);
    expect(plan).toMatchObject({ ok: true, value: { policyId: outputs["blog"]!.policyId } });
    expect(Object.keys(written.resource?.["aws_cloudfront_distribution"] ?? {}).length).toBe(3);
  });

  it("cdktf-own-provider writes resources of its own", () => {
    const { resource = {}, output } = writtenBy("cdktf-own-provider");
    expect(Object.keys(resource)).toEqual(["acme_record", "acme_site", "terraform_data"]);
    const { policyText } = output?.["mta_sts"]?.value as TwinDeployment;
    const [site] = Object.values(resource["acme_site"] ?? {});
    expect(site).toMatchObject({ domain: "mta-sts.example.com", files: [{ content: policyText }] });
  });

  it.each(["cdktf-cloudfront-route53", "cdktf-cloudfront-cloudflare", "cdktf-manual-dns"])(
    "%s asks for what version 5 of the AWS provider understands",
    (example) => {
      const { provider, resource } = writtenBy(example, { ...settingsOf(example), awsProvider: 5 });
      expect(provider?.["aws"]).toEqual([{ region: "eu-central-1" }, { alias: "us_east_1", region: "us-east-1" }]);
      for (const type of ["aws_acm_certificate", "aws_acm_certificate_validation"]) {
        const [certificate] = Object.values(resource?.[type] ?? {});
        expect(certificate).toMatchObject({ provider: "aws.us_east_1" });
        expect(certificate).not.toHaveProperty("region");
      }
    },
  );

  it("say what is wrong with their settings, and write nothing", () => {
    const { exitCode, output, written } = synthExample("cdktf-worker-cloudflare", { domain: "example.com." });
    expect(exitCode).not.toBe(0);
    expect(written).toBeUndefined();
    for (const path of ["domain: ", "mx: ", "host.accountId: ", "dns.zoneId: "]) expect(output).toContain(`  ${path}`);
  });

  it("read nothing but what their README tells", () => {
    const table = readFileSync(path.join(examples, "cdktf-cloudfront-route53", "README.md"), "utf8");
    const source = readFileSync(path.join(examples, "cdktf-cloudfront-route53", "index.ts"), "utf8");
    const members = [...source.matchAll(/^ {2}readonly (\w+)\??:/gmu)].map(([, name = ""]) => name);
    expect([...table.matchAll(/^\| `(\w+)`/gmu)].map(([, name = ""]) => name).sort()).toEqual(members.sort());
  });
});
