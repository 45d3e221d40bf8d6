import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { App, TerraformOutput, TerraformStack } from "cdktf";
import { external, manualDns, MtaSts, type DnsProvider, type MtaStsArgs, type PolicyHost } from "cdktf-mtasts";
import { AwsProvider, cloudfront, route53 } from "cdktf-mtasts/aws";
import {
  cloudflareDns,
  CloudflareProvider,
  r2,
  r2ObjectProvider,
  RandomProvider,
  worker,
} from "cdktf-mtasts/cloudflare";
import { planDeployment, type MtaStsConfig } from "@mtasts/core";
import { statedBy, statedInPlan } from "@mtasts/core/preflight";
import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { accountId, cloudflareZoneId, zoneId } from "../e2e/accounts";
import { edges, generated } from "../parity/configurations";
import { openDeployment, type Deployment } from "./deployment";
import {
  configurationOf,
  examples,
  folderOf,
  modules,
  placeOf,
  type ModuleHost,
  type ModuleZone,
  type Variables,
} from "./module-deployment";
import { casesOf, planOf, type Naming, type PlannedCase } from "./module-plans";

jest.setTimeout(120_000);

const target = "policies.provider.example";

/** Every module meets every configuration where that is asked for; else they take turns, since all modules compute alike. */
const isFull = process.env["TERRAFORM_FULL"] !== undefined;

type Configurations = Readonly<Record<string, MtaStsConfig>>;

/** What both are given: the modes, many hosts, capitals, duplicates, wildcards, long lists of destinations, ages, revisions. */
const configurations: Configurations = Object.fromEntries(
  [...Object.values(edges), ...generated.slice(0, 8)].map((one, i) => {
    const { domain, mx, mode, maxAge, revision, longestMaxAge, tlsRpt } = one as unknown as MtaStsConfig;
    return [`c${i}`, { domain, mx, mode, maxAge, revision, longestMaxAge, tlsRpt } as MtaStsConfig];
  }),
);

function turnsOf(turn: number): Configurations {
  const all = Object.entries(configurations);
  return Object.fromEntries(isFull ? all : all.filter((_, i) => i % modules.length === turn));
}

function variablesOf({ domain, mx, mode, maxAge, revision, longestMaxAge, tlsRpt }: MtaStsConfig): Variables {
  const ages = { max_age: maxAge, revision, longest_max_age: longestMaxAge };
  return { domain, mx, mode, ...ages, rua: tlsRpt && [tlsRpt.rua].flat() };
}

/** Calls of the module. */
function calls(host: ModuleHost, zone: ModuleZone, chosen: Configurations): object {
  const place = { source: "./module", ...placeOf(host, zone, target) };
  const entries = Object.entries(chosen).map(([name, one]) => [name, { ...variablesOf(one), ...place }] as const);
  return configurationOf(Object.fromEntries(entries));
}

/** What the construct writes. */
function constructs(host: ModuleHost, zone: ModuleZone, chosen: Configurations): object {
  const stack = new TerraformStack(new App({ outdir: tmpdir(), stackTraces: false }), "mta-sts");
  new AwsProvider(stack, "aws", { region: "eu-central-1" });
  new CloudflareProvider(stack, "cloudflare", { api_token: "token" });
  new RandomProvider(stack, "random");
  const objects = r2ObjectProvider(stack, "r2", { accountId, accessKeyId: "key", secretAccessKey: "secret" });
  const account = { accountId, zoneId: cloudflareZoneId };
  const hosts: Readonly<Record<ModuleHost, () => PolicyHost>> = {
    cloudfront: () => cloudfront(),
    worker: () => worker(account),
    r2: () => r2({ ...account, objects }),
    external: () => external({ target }),
  };
  const zones: Readonly<Record<ModuleZone, () => DnsProvider>> = {
    route53: () => route53({ zoneId }),
    cloudflare: () => cloudflareDns({ zoneId: cloudflareZoneId }),
    manual: () => manualDns(),
  };
  for (const [name, configuration] of Object.entries(chosen)) {
    const args = { ...configuration, host: hosts[host](), dns: zones[zone]() } as MtaStsArgs;
    const { policyId, policyText, policyUrl, records, claims: stated } = new MtaSts(stack, name, args);
    const claims = { longest_max_age: stated.longestMaxAge, revision: stated.revision };
    const value = { policy_id: policyId, policy_text: policyText, policy_url: policyUrl, records, claims };
    new TerraformOutput(stack, `out-${name}`, { value }).overrideLogicalId(name);
  }
  const { terraform, ...rest } = stack.toTerraform() as { readonly terraform: { readonly required_providers: object } };
  return { ...rest, terraform: { required_providers: terraform.required_providers } };
}

const constructNaming: Naming = {
  read: (address) => {
    const [, name = "", key = ""] = /^\w+\.(c\d+)_([\w-]+)_[0-9A-F]{8}$/u.exec(address) ?? [];
    return { name, key: key.replaceAll("-", "_") };
  },
};

const proof = ["aws_acm_certificate.certificate.domain_validation_options"];
const moduleNaming: Naming = {
  read: (address) => {
    const [, name = "", key = ""] = /^(?:module\.(c\d+)\.)?\w+\.(\w+)(?:\[0\])?$/u.exec(address) ?? [];
    return { name, key };
  },
  locals: { "local.proof": proof, "local.certificate_record": proof },
};

/**
 * The construct's alone is what lets the host's name move between types of resources: a module has one type for it.
 */
function withoutHostName({ resources, outputs }: PlannedCase): PlannedCase {
  const { host_name: _, ...others } = resources;
  const entries = Object.entries(others).map(
    ([key, one]) => [key, { ...one, after: one.after.filter((other) => other !== "host_name") }] as const,
  );
  return { resources: Object.fromEntries(entries), outputs };
}

describe("the modules are the construct, attribute by attribute", () => {
  let deployment: Deployment;
  beforeAll(async () => {
    deployment = await openDeployment("tofu");
  }, 900_000);
  afterAll(() => deployment.close());

  const places = modules.map(([host, zone], turn) => [host, zone, turn] as const);
  it.each(places)("%s with %s", async (host, zone, turn) => {
    const chosen = turnsOf(turn);
    const module = { module: folderOf(host, zone) };
    const ours = casesOf(await planOf(deployment, calls(host, zone, chosen), module), moduleNaming);
    const theirs = casesOf(await planOf(deployment, constructs(host, zone, chosen)), constructNaming);
    expect([...ours.keys()].sort()).toEqual(Object.keys(chosen).sort());
    for (const [name, one] of ours) {
      expect({ name, ...one }).toEqual({ name, ...withoutHostName(theirs.get(name)!) });
    }
  });

  it("over more than twenty configurations, each with the id and the bytes of the core", async () => {
    const module = { module: folderOf("external", "route53") };
    const plan = await planOf(deployment, calls("external", "route53", configurations), module);
    const told = [...casesOf(plan, moduleNaming)].map(([name, { outputs }]) => {
      return [name, outputs["policy_id"], outputs["policy_text"]];
    });
    const planned = Object.entries(configurations).map(([name, one]) => {
      const of = planDeployment(one);
      return of.ok ? [name, of.value.policyId, of.value.site.body] : [name];
    });
    expect(told.sort()).toEqual(planned.sort());
    expect(told.length).toBeGreaterThan(20);
  });

  it("with claims that the plan check reads, those of the core", async () => {
    const module = { module: folderOf("external", "route53") };
    const plan = await planOf(deployment, calls("external", "route53", configurations), module);
    // All configurations are of one domain, of which a plan states one thing.
    const stated = Object.entries(plan.output_changes).map(([name, change]) => [
      name,
      statedInPlan({ output_changes: { [name]: change } }),
    ]);
    const wanted = Object.entries(configurations).map(([name, one]) => {
      const of = planDeployment(one);
      return [name, of.ok ? [{ ...statedBy(of.value), allowDestroy: false, isModule: true }] : []];
    });
    expect(Object.fromEntries(stated)).toEqual(Object.fromEntries(wanted));
  });
});

describe("the READMEs of the modules", () => {
  let deployment: Deployment;
  beforeAll(async () => {
    deployment = await openDeployment("tofu");
  }, 900_000);
  afterAll(() => deployment.close());

  it.each(modules)("the call for %s with %s is right and well formatted", async (host, zone) => {
    const folder = folderOf(host, zone);
    const root = path.join(deployment.outdir, "stacks", "mta-sts");
    rmSync(root, { recursive: true, force: true });
    cpSync(folder, path.join(root, path.basename(folder)), { recursive: true });
    const [, call = ""] = /^```hcl\n(.*?)^```$/msu.exec(readFileSync(path.join(folder, "README.md"), "utf8")) ?? [];
    writeFileSync(path.join(root, "main.tf"), call);
    await deployment.must("fmt", "-check", "-diff");
    await deployment.must("init");
    await deployment.must("validate");
  });
});

describe("the files of the modules", () => {
  const all = modules.map(([host, zone]) => folderOf(host, zone));
  const read = (folder: string, name: string): string => readFileSync(path.join(folder, name), "utf8");

  it("are those of every folder", () => {
    const folders = readdirSync(examples).filter((name) => name.startsWith("terraform-"));
    expect(folders.map((name) => path.join(examples, name)).sort()).toEqual([...all].sort());
  });

  it("say the same of the policy, whoever hosts it", () => {
    const variables = all.map((folder) => read(folder, "variables.tf").split('variable "rua"'));
    const ending = (text = ""): string => text.slice(0, text.indexOf("\n}\n"));
    expect(new Set(variables.map(([before, rua]) => `${before ?? ""}${ending(rua)}`)).size).toBe(1);
    expect(new Set(all.map((folder) => read(folder, "policy.tf"))).size).toBe(1);
  });

  it.each(all.map((folder) => [path.basename(folder), folder]))(
    "%s protects every resource but the request for reports",
    (_, folder) => {
      const resources = read(folder, "main.tf")
        .split(/^resource /mu)
        .slice(1);
      expect(resources.length).toBeGreaterThan(2);
      for (const resource of resources) {
        const isFree = resource.includes('"tls_rpt_record" {');
        expect(resource.includes("\n  lifecycle {\n    prevent_destroy = true\n  }\n}\n")).toBe(!isFree);
      }
    },
  );
});
