import { beforeEach, describe, expect, it } from "@jest/globals";
import { formatIssues, planDeployment } from "@mtasts/core";
import * as pulumi from "@pulumi/pulumi";
import { MtaSts, external, manualDns, type MtaStsArgs } from "pulumi-mtasts";
import { route53 } from "pulumi-mtasts/aws";
import { cloudflareDns } from "pulumi-mtasts/cloudflare";
import { findLastMoves } from "../src/last-moves";
import { valueOf } from "./harness";

const place = "urn:pulumi:stack::project::mtasts:index:MtaSts";
const record = "aws:route53/record:Record";
const policyText = "version: STSv1\r\nmode: enforce\r\nmx: mail.example.com\r\nmax_age: 2419200\r\n";
const policyUrl = "https://mta-sts.example.com/.well-known/mta-sts.txt";

/** The state after a deployment of this component into the zone Z1. */
function stateOf(component: string): Readonly<Record<string, unknown>> {
  const [name, value] = ["_mta-sts.example.com", "v=STSv1; id=8bd48b1464b8d06c5bdc6ea5c0dbe5c5;"];
  return {
    [component]: { type: "mtasts:index:MtaSts", outputs: { policyText, policyUrl } },
    [`${place}$${record}::mail-sts-record`]: {
      type: record,
      outputs: { name, fqdn: name, records: [value], zoneId: "Z1", ttl: 300 },
    },
  };
}

const config = {
  domain: "example.com",
  mode: "enforce",
  mx: ["mail.example.com"],
  tlsRpt: { rua: "mailto:tls-reports@example.org" },
  host: external({ target: "policies.provider.example" }),
  dns: route53({ zoneId: "Z1" }),
  preflight: "off",
} as const;

type Given = Partial<MtaStsArgs>;

async function begin(state: object): Promise<void> {
  await pulumi.runtime.setMocks(
    {
      newResource: ({ name, inputs }) => ({ id: `${name}-id`, state: inputs as Record<string, unknown> }),
      call: ({ token }) => (token === "pulumi:pulumi:readStackResourceOutputs" ? { outputs: state } : {}),
    },
    "project",
    "stack",
    false,
  );
}

class Component extends pulumi.ComponentResource {
  constructor(type: string, name: string, opts: pulumi.ComponentResourceOptions = {}) {
    super(type, name, {}, opts);
  }
}

/** What a component with these arguments, this name, and these options is told. */
async function told(name: string, args: Given = {}, opts: pulumi.ComponentResourceOptions = {}): Promise<string> {
  const parsed = planDeployment({ domain: config.domain, mode: config.mode, mx: config.mx });
  if (!parsed.ok) throw new Error("the arguments are wrong");
  const { issues, made } = findLastMoves({ ...config, ...args }, pulumi.output({ plan: parsed.value, warnings: [] }));
  // The mocks know no transforms.
  const { transforms: _, ...plain } = opts;
  made({ component: new Component("mtasts:index:MtaSts", name, plain), opts });
  return formatIssues(await valueOf(issues));
}

describe("a component that has another name than in the last deployment", () => {
  beforeEach(() => begin(stateOf(`${place}::mail`)));

  it("is refused, with the alias to write", async () => {
    expect(await told("mail")).toBe("");
    const text = await told("post");
    expect(text).toContain('aliases: [{ name: "mail" }]');
    expect(text).toContain("[component-renamed]");
  });

  it.each<readonly [string, pulumi.ComponentResourceOptions]>([
    ["a name", { aliases: [{ name: "mail" }] }],
    ["a URN", { aliases: [`${place}::mail`] }],
    ["a URN that is known later", { aliases: [pulumi.output(`${place}::mail`)] }],
    [
      "a transformation",
      {
        transformations: [
          ({ props, opts }) => ({ props, opts: pulumi.mergeOptions(opts, { aliases: [{ name: "mail" }] }) }),
        ],
      },
    ],
    ["transforms, which are applied later", { transforms: [() => undefined] }],
  ])("is found by %s", async (_, opts) => {
    expect(await told("post", {}, opts)).toBe("");
  });
});

describe("a component below another parent than in the last deployment", () => {
  it("is refused, with the URN to write", async () => {
    await begin(stateOf(`${place}::mail`));
    const parent = new Component("my:index:Mail", "all");
    expect(await told("mail", {}, { parent })).toContain(`aliases: ["${place}::mail"]`);
    expect(await told("mail", {}, { parent, aliases: [{ parent: pulumi.rootStackResource }] })).toBe("");
  });

  it("is found by an alias of its parent", async () => {
    await begin(stateOf("urn:pulumi:stack::project::my:index:Mail$mtasts:index:MtaSts::old-mail"));
    expect(await told("all-mail", {}, { parent: new Component("my:index:Mail", "all") })).toContain(
      "component-renamed",
    );
    const parent = new Component("my:index:Mail", "all", { aliases: [{ name: "old" }] });
    expect(await told("all-mail", {}, { parent })).toBe("");
  });
});

describe("a component that published another domain in the last deployment", () => {
  it("is refused", async () => {
    const other = Object.entries(stateOf(`${place}::mail`)).map(([urn, resource]) => [
      urn,
      JSON.parse(JSON.stringify(resource).replaceAll("example.com", "example.org")) as unknown,
    ]);
    await begin(Object.fromEntries(other) as object);
    expect(await told("mail")).toContain('got "example.org"');
    expect(await told("other")).toBe("");
  });
});

describe("a zone that changes in place", () => {
  const dns = cloudflareDns({ zoneId: "c1" });
  beforeEach(() => begin(stateOf(`${place}::mail`)));

  it.each<readonly [string, Given]>([
    ["another provider", { dns }],
    ["another provider, with the protection lifted", { dns, allowDestroy: true }],
    ["another zone", { dns: route53({ zoneId: "Z2" }) }],
    ["a zone that is kept by hand", { dns: manualDns() }],
  ])("is refused: %s", async (_, args) => {
    expect(await told("mail", args)).toContain('previousDns: { dns: route53({ zoneId: "Z1" }) }');
  });

  it.each<readonly [string, Given]>([
    ["the same zone", {}],
    ["a zone that is known later", { dns: route53({ zoneId: pulumi.output("Z1") }) }],
    ["both zones", { dns, previousDns: { dns: config.dns } }],
    ["a provider that does not say what its records are", { dns: { record: () => undefined } }],
  ])("goes through with %s", async (_, args) => {
    expect(await told("mail", args)).toBe("");
  });
});

describe("the component", () => {
  it("is registered where nothing is found", async () => {
    await begin(stateOf(`${place}::mail`));
    const component = new MtaSts("mail", config);
    expect(await valueOf(component.urn)).toContain("::mail");
    await pulumi.runtime.disconnect();
  });
});
