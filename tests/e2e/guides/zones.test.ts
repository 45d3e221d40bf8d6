import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { askAsSender, startTestbed, type Testbed } from "@mtasts/testbed";
import { zoneId } from "../accounts";
import { checkOut, type Checkout } from "./checkout";
import { readGuide, withValues } from "./guide";

jest.setTimeout(120_000);

const delegation = readGuide("delegation.md");
const accounts = readGuide("several-accounts.md");

interface Child {
  readonly urn: string;
  readonly type: string;
  readonly provider?: string;
}

/** One stack for the code of three guides, each with a domain of its own: the engine has to run only once. */
let bed: Testbed;
let checkout: Checkout;
let children: readonly Child[];
let told: string;
beforeAll(async () => {
  bed = await startTestbed({
    zones: [
      { id: zoneId, name: "example.com" },
      { id: "Z0123456789ABCDEFGHIJ", name: "policies.example.net" },
      { id: "Z0PARENT", name: "example.org" },
      { id: "Z0ANNOUNCEMENT", name: "_mta-sts.example.org" },
      { id: "Z0REPORTS", name: "_smtp._tls.example.org" },
      { id: "Z0WEB", name: "example.edu", account: "222222222222" },
    ],
  });
  checkout = await checkOut({ bed, engine: "pulumi" });
  const { write, mustSh } = checkout;
  await write("Pulumi.yaml", "name: mail\nruntime: nodejs\n");
  await write("Pulumi.prod.yaml", "config:\n  aws:region: eu-central-1\n");
  await write("by-cname.ts", delegation.block("ts", "By CNAME"));
  const other = (code: string, domain: string) =>
    withValues(code, { '"example.com"': `"${domain}"`, '"mail"': `"mail-${domain}"` });
  await write("by-ns.ts", other(delegation.block("ts", "By NS"), "example.org"));
  const [sameCloud = ""] = accounts.blocks("ts", "Pulumi");
  await write("accounts.ts", withValues(other(sameCloud, "example.edu"), { Z0123456789ABCDEFGHIJ: "Z0WEB" }));
  await write("index.ts", 'import "./by-cname";\nimport "./by-ns";\nimport "./accounts";\n');
  addParentRecords();
  await mustSh("pulumi stack init prod");
  const stop = publishProof();
  told = (await mustSh("pulumi up --yes --skip-preview").finally(stop)).out;
  const { resources } = (JSON.parse((await mustSh("pulumi stack export")).out) as State).deployment;
  children = resources;
}, 900_000);
afterAll(async () => {
  await checkout.close();
  await bed.stop();
});

interface State {
  readonly deployment: { readonly resources: readonly Child[] };
}

/** The lines that the guide tells the owner of the parent zone to add, but for the proof, which is added when it is known. */
function addParentRecords(): void {
  const lines = [...delegation.block("text", "By CNAME").matchAll(/^(\S+)\. +(\d+) +CNAME +(\S+)\.$/gmu)];
  expect(lines).toHaveLength(4);
  for (const [, name = "", ttl = "", target = ""] of lines.filter(([line]) => !line.startsWith("_<token>"))) {
    bed.cloud.route53.upsert(zoneId, { name, type: "CNAME", ttl: Number(ttl), values: [target] });
  }
}

/** The line that the owner adds once the deployment has told it. Returns what ends the wait for that. */
function publishProof(): () => void {
  const timer = setInterval(() => {
    for (const { recordName, recordValue } of bed.cloud.acm.certificates.flatMap(({ validation }) => validation)) {
      if (!recordName.endsWith(".mta-sts.example.com.")) continue;
      const name = recordName.replace(/\.$/u, "");
      bed.cloud.route53.upsert(zoneId, { name, type: "CNAME", ttl: 300, values: [recordValue] });
    }
  }, 50);
  return () => {
    clearInterval(timer);
  };
}

describe("the guide to delegation", () => {
  it("by CNAME: senders find what lies in the other zone, and the parent zone has nothing but CNAMEs", async () => {
    const view = await askAsSender(bed, "example.com");
    expect(view).toMatchObject({ verdict: "accepted", id: view.idOfBody, rua: ["mailto:tls-reports@example.org"] });
    // What the owner has to be told while the deployment waits.
    expect(told).toMatch(/_\w+\.mta-sts\.example\.com/u);
    const types = [...bed.cloud.route53.zone(zoneId).records.values()].map(({ type }) => type);
    expect(types).toEqual(["CNAME", "CNAME", "CNAME", "CNAME"]);
    expect(
      [...bed.cloud.route53.zone("Z0123456789ABCDEFGHIJ").records.values()].map(({ name }) => name).sort(),
    ).toEqual([
      "_mta-sts.example.com.policies.example.net",
      "_smtp._tls.example.com.policies.example.net",
      "mta-sts.example.com.policies.example.net",
    ]);
  });

  it("by NS: each record lies in the zone that it was delegated to", async () => {
    const view = await askAsSender(bed, "example.org");
    expect(view).toMatchObject({ verdict: "accepted", id: view.idOfBody, rua: ["mailto:tls-reports@example.org"] });
    const namesIn = (id: string) => [...bed.cloud.route53.zone(id).records.values()].map(({ name }) => name);
    expect(namesIn("Z0ANNOUNCEMENT")).toEqual(["_mta-sts.example.org"]);
    expect(namesIn("Z0REPORTS")).toEqual(["_smtp._tls.example.org"]);
    expect(namesIn("Z0PARENT")).toHaveLength(2);
  });
});

describe("the guide to several accounts", () => {
  it("has each child made by the provider of its account", async () => {
    const view = await askAsSender(bed, "example.edu");
    expect(view).toMatchObject({ verdict: "accepted", id: view.idOfBody });
    const own = children.filter(({ urn }) => urn.includes("::mail-example.edu-"));
    expect(own).toHaveLength(13);
    for (const { type, provider } of own) {
      expect(provider).toContain(type === "aws:route53/record:Record" ? "::dns::" : "::web::");
    }
  });
});
