import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { argumentsFor } from "./cases";
import { cdktfTwin } from "./cdktf-twin";
import { differences, type Difference } from "./differences";
import { faults } from "./exceptions";
import { factsOf, plannedFacts } from "./facts";
import { pulumiTwin } from "./pulumi-twin";
import { surfaceDifferences, surfaceOf } from "./surface";
import { surfaceExceptions } from "./surface-exceptions";
import { deploymentOf, type TwinDeployment, type TwinResource, type World } from "./twin";

const configuration = {
  domain: "example.com",
  mx: ["mail.example.com"],
  mode: "enforce",
  tlsRpt: { rua: "mailto:tls-reports@example.org" },
};
const place = ["cloudfront", "route53"] as const;
const args = argumentsFor(place, configuration);

let pulumi: TwinDeployment;
let cdktf: TwinDeployment;
beforeAll(async () => {
  pulumi = await deploymentOf(pulumiTwin, args);
  cdktf = await deploymentOf(cdktfTwin, args);
});

/** The deployment with one of its resources changed. */
function changed(deployment: TwinDeployment, key: string, change: (resource: TwinResource) => TwinResource) {
  const resources = deployment.resources.map((resource) => (resource.key === key ? change(resource) : resource));
  return { ...deployment, resources };
}

/** The places of all faults, once only one of the two has changed. */
const places = (found: readonly Difference[]): readonly string[] => faults(found).map(({ at }) => at);

describe("a change in one of the two alone is found", () => {
  it("where nothing has changed, nothing is found", () => {
    expect(places(differences(pulumi, cdktf))).toEqual([]);
  });

  it("in an attribute, through the packages' own transforms", async () => {
    const widened = (price: object) => (world: World) => ({
      ...args(world),
      host: world.cloudfront({ transform: { distribution: (given: object) => ({ ...given, ...price }) } }),
    });
    const inPulumi = await deploymentOf(pulumiTwin, widened({ priceClass: "PriceClass_100" }));
    const inCdktf = await deploymentOf(cdktfTwin, widened({ price_class: "PriceClass_100" }));
    expect(places(differences(inPulumi, cdktf))).toEqual(["distribution.price_class"]);
    expect(places(differences(pulumi, inCdktf))).toEqual(["distribution.price_class"]);
    expect(places(differences(inPulumi, inCdktf))).toEqual([]);
  });

  it("in the protection", async () => {
    const unprotected = await deploymentOf(cdktfTwin, argumentsFor(place, { ...configuration, allowDestroy: true }));
    const found = places(differences(pulumi, unprotected));
    // All but the record that asks for reports, on which delivery does not depend.
    expect(found.filter((one) => one.endsWith(" isProtected"))).toHaveLength(pulumi.resources.length - 1);
    expect(found).toContain("sts-record isProtected");
  });

  it("in the order", async () => {
    const early = changed(cdktf, "sts-record", (record) => ({ ...record, after: [] }));
    expect(places(differences(pulumi, early))).toEqual(
      ["bucket-policy", "distribution", "host-record", "policy-file", "tls-rpt-record"].map(
        (key) => `sts-record after ${key}`,
      ),
    );
    expect((await factsOf(early)).late).toContain("policy-file");
  });

  it("in what is served, and is then not what is planned either", async () => {
    const served = changed(pulumi, "policy-file", (file) => ({
      ...file,
      attributes: { ...file.attributes, content: "version: STSv1\n" },
    }));
    expect(places(differences(served, cdktf))).toEqual(["policy-file.content"]);
    expect(await factsOf(served)).not.toEqual(plannedFacts(configuration, place));
  });

  it("in a record, a provider, an output, a warning, and in a resource that is missing", () => {
    const record = changed(cdktf, "host-record", (one) => ({ ...one, attributes: { ...one.attributes, ttl: 60 } }));
    const provider = changed(cdktf, "certificate", (one) => ({ ...one, provider: "east" }));
    const fewer = { ...cdktf, resources: cdktf.resources.filter(({ key }) => key !== "tls-rpt-record") };
    expect(places(differences(pulumi, record))).toEqual(["host-record.ttl"]);
    expect(places(differences(pulumi, provider))).toEqual(["certificate provider"]);
    expect(places(differences(pulumi, { ...cdktf, policyId: "0" }))).toEqual(["outputs.policyId"]);
    expect(places(differences(pulumi, { ...cdktf, warnings: ["?"] }))).toContain("warnings[0]");
    expect(places(differences(pulumi, fewer))).toContain("tls-rpt-record type");
  });

  it("where an exception would have let another value pass", () => {
    const named = changed(cdktf, "origin-access-control", (one) => ({
      ...one,
      attributes: { ...one.attributes, name: "the same for all" },
    }));
    expect(places(differences(pulumi, named))).toEqual(["origin-access-control.name"]);
  });
});

describe("a change in one of the two packages alone is found", () => {
  const source = path.join(__dirname, "..", "..", "packages", "cdktf-mtasts", "src");
  const original = surfaceOf(path.join(__dirname, "..", "..", "packages", "pulumi-mtasts", "src"));
  const copy = mkdtempSync(path.join(tmpdir(), "mtasts-parity-"));
  afterAll(() => {
    rmSync(copy, { recursive: true, force: true });
  });

  it.each([
    {
      what: "another default",
      edit: ["args.ts", "@default 0\n", "@default 1\n"],
      found: "default args.ts MtaStsArgs.revision: 1",
    },
    {
      what: "another name",
      edit: ["args.ts", "readonly allowDestroy?", "readonly destroy?"],
      found: "option args.ts MtaStsArgs.destroy?",
    },
    {
      what: "an argument that must be given",
      edit: ["args.ts", "readonly mx?", "readonly mx"],
      found: "option args.ts MtaStsArgs.mx",
    },
    {
      what: "a name that is not exported",
      edit: ["index.ts", "manualDns }", "manualDns as byHand }"],
      found: "export index.ts byHand",
    },
  ] as const)("$what", ({ edit: [file, from, to], found }) => {
    cpSync(source, copy, { recursive: true });
    const text = readFileSync(path.join(copy, file), "utf8");
    expect(text).toContain(from);
    writeFileSync(path.join(copy, file), text.replace(from, to));
    expect(unexplained(copy)).toContain(`cdktf: ${found}`);
  });

  it("a file more", () => {
    cpSync(source, copy, { recursive: true });
    writeFileSync(path.join(copy, "cloudflare", "pages.ts"), "export {};\n");
    expect(unexplained(copy)).toContain("cdktf: file cloudflare/pages.ts");
  });

  function unexplained(folder: string): readonly string[] {
    return surfaceDifferences(original, surfaceOf(folder)).filter(
      (difference) => !surfaceExceptions.some(({ only }) => only.test(difference)),
    );
  }
});
