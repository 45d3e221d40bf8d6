import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { planDeployment, type MtaStsConfig } from "@mtasts/core";
import { statedBy, statedInPlan } from "@mtasts/core/preflight";
import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { edges, generated } from "../parity/configurations";
import { openDeployment, type Deployment } from "./deployment";
import { examples, folderOf, formerZoneFolder, formerZones, modules } from "./module-deployment";
import { calls, constructs, type Configurations } from "./module-pairs";
import { casesOf, planOf, type Naming, type PlannedCase } from "./module-plans";

jest.setTimeout(120_000);

/** Every module meets every configuration where that is asked for; else they take turns, since all modules compute alike. */
const isFull = process.env["TERRAFORM_FULL"] !== undefined;

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

/** The framework's outputs have no null in them. */
function withoutNulls({ outputs, ...one }: PlannedCase): PlannedCase {
  const drop = (_: string, value: unknown): unknown =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).filter(([, member]) => member !== null))
      : value;
  return { ...one, outputs: JSON.parse(JSON.stringify(outputs, drop)) as PlannedCase["outputs"] };
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
      expect({ name, ...withoutNulls(one) }).toEqual({ name, ...withoutHostName(theirs.get(name)!) });
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

  /** A module for a former zone is called next to that for the new one. */
  const folders = [
    ...modules.map(([host, zone]) => [folderOf(host, zone)]),
    ...formerZones.map((zone) => [
      formerZoneFolder(zone),
      folderOf("cloudfront", zone === "route53" ? "cloudflare" : "route53"),
    ]),
  ].map((all) => [path.basename(all[0]!), all] as const);

  it.each(folders)("the call in %s is right and well formatted", async (_, all) => {
    const [folder = ""] = all;
    const root = path.join(deployment.outdir, "stacks", "mta-sts");
    rmSync(root, { recursive: true, force: true });
    for (const one of all) cpSync(one, path.join(root, path.basename(one)), { recursive: true });
    const [, call = ""] = /^```hcl\n(.*?)^```$/msu.exec(readFileSync(path.join(folder, "README.md"), "utf8")) ?? [];
    writeFileSync(path.join(root, "main.tf"), call);
    await deployment.must("fmt", "-check", "-diff");
    await deployment.must("init");
    await deployment.must("validate");
  });

  it("the blocks of the guide to a zone's move are right and well formatted", async () => {
    const guide = readFileSync(path.join(examples, "..", "docs", "guides", "move-the-zone.md"), "utf8");
    const blocks = [...guide.matchAll(/^( *)```hcl\n(.*?)^ *```$/gmsu)].map(([, indent = "", block = ""]) =>
      block.replaceAll(new RegExp(`^${indent}`, "gmu"), ""),
    );
    expect(blocks).toHaveLength(2);
    for (const block of blocks) {
      const root = path.join(deployment.outdir, "stacks", "mta-sts");
      rmSync(root, { recursive: true, force: true });
      for (const [, name = ""] of block.matchAll(/source = "\.\/([\w-]+)"/gu)) {
        cpSync(path.join(examples, name), path.join(root, name), { recursive: true });
      }
      writeFileSync(path.join(root, "main.tf"), block);
      await deployment.must("fmt", "-check", "-diff");
      await deployment.must("init");
      await deployment.must("validate");
    }
  });
});

describe("the files of the modules", () => {
  const all = modules.map(([host, zone]) => folderOf(host, zone));
  const former = formerZones.map(formerZoneFolder);
  const read = (folder: string, name: string): string => readFileSync(path.join(folder, name), "utf8");

  it("are those of every folder", () => {
    const folders = readdirSync(examples).filter((name) => name.startsWith("terraform-"));
    expect(folders.map((name) => path.join(examples, name)).sort()).toEqual([...all, ...former].sort());
  });

  it("say the same of a move, whoever keeps the former zone", () => {
    const variables = former.map((folder) => read(folder, "variables.tf").split('variable "ns_ttl"')[1]);
    expect(new Set(variables).size).toBe(1);
    expect(new Set(former.map((folder) => read(folder, "times.tf"))).size).toBe(1);
  });

  it("say the same of the policy, whoever hosts it", () => {
    const variables = all.map((folder) => read(folder, "variables.tf").split('variable "rua"'));
    const ending = (text = ""): string => text.slice(0, text.indexOf("\n}\n"));
    expect(new Set(variables.map(([before, rua]) => `${before ?? ""}${ending(rua)}`)).size).toBe(1);
    expect(new Set(all.map((folder) => read(folder, "policy.tf"))).size).toBe(1);
  });

  it.each([...all, ...former].map((folder) => [path.basename(folder), folder]))(
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
