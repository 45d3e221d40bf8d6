import { beforeEach, describe, expect, it, jest } from "@jest/globals";
import { preflightIssue } from "@mtasts/core/preflight";
import * as pulumi from "@pulumi/pulumi";
import { external, manualDns, type DnsProvider, type ZoneAccess } from "pulumi-mtasts";
import { cloudfront } from "pulumi-mtasts/aws";
import { settingOf, withTakeOver, type SettingOf } from "../src/preflight-setting";
import { startProgram } from "./harness";

const reads = jest.spyOn(pulumi.runtime, "invoke");
const zone = jest.fn<ZoneAccess["zone"]>();
const recordIds = jest.fn<ZoneAccess["recordIds"]>();

const dns: DnsProvider<undefined> = {
  record: () => undefined,
  zoneAccess: { zoneId: "Z1", recordType: "test:index:Record", idForm: "<id>", zone, recordIds },
};
const host = external({ target: "policies.provider.example" });
const of: SettingOf = {
  name: "mail",
  domain: "example.com",
  args: { domain: "example.com", host, dns },
  zoneId: "Z1",
  opts: {},
};
const created = { sts: "created", tlsRpt: "created", host: "created" };

const stack = "urn:pulumi:stack::project::";

/** The state has these resources. */
function remember(...urns: readonly string[]): void {
  const outputs = Object.fromEntries(urns.map((urn) => [urn, { type: "", outputs: {} }]));
  reads.mockResolvedValue({ outputs });
}

/** The state of a deployment that left these children. */
function left(...keys: readonly string[]): void {
  const type = "mtasts:index:MtaSts";
  const policyUrl = "https://mta-sts.example.com/.well-known/mta-sts.txt";
  const children = keys.map((key) => [
    `${stack}${type}$test:index:Record::mail-${key}`,
    { type: "test:index:Record", outputs: {} },
  ]);
  const component = [`${stack}${type}::mail`, { type, outputs: { policyUrl } }];
  reads.mockResolvedValue({ outputs: Object.fromEntries([component, ...children]) as object });
}

beforeEach(async () => {
  jest.resetAllMocks();
  remember();
  zone.mockResolvedValue({ name: "example.com" });
  await startProgram();
});

async function records(more: Partial<SettingOf> = {}) {
  return (await settingOf({ ...of, ...more })).publishing?.records;
}

describe("the records of a deployment", () => {
  it("are created where the state has none of them, and held where it has", async () => {
    expect(await records()).toEqual(created);
    await startProgram();
    left("sts-record", "tls-rpt-record", "host-record");
    expect(await records()).toEqual({ sts: "held", tlsRpt: "held", host: "held" });
  });

  it("are those of either zone while it moves, and of its suffix afterwards", async () => {
    const held = { sts: "held", tlsRpt: "held", host: "held" };
    const next = { ...dns, nameSuffix: "2" };
    const moving = { ...of.args, dns: next, previousDns: { dns } };
    expect(await records({ args: moving })).toEqual(created);
    await startProgram();
    left("sts-record", "tls-rpt-record", "host-record");
    expect(await records({ args: moving })).toEqual(held);
    expect(await records({ args: { ...of.args, dns: next } })).toEqual(created);
    await startProgram();
    left("2-sts-record", "2-tls-rpt-record", "2-host-record");
    expect(await records({ args: { ...of.args, dns: next } })).toEqual(held);
    await startProgram();
    remember(`${stack}test:index:Record::mail-2-sts-record`);
    expect(await records({ args: { ...of.args, dns: next } })).toEqual({ ...created, sts: "held" });
  });

  it("are those of a former zone that is kept by hand", async () => {
    const args = { ...of.args, previousDns: { dns: manualDns() } };
    expect(await records({ args })).toEqual({ sts: "held", tlsRpt: "held", host: "held" });
  });

  it("are held where they were imported before the component existed", async () => {
    remember(`${stack}test:index:Record::mail-sts-record`);
    expect(await records()).toEqual({ ...created, sts: "held" });
  });

  it("are unknown where the state could not be read, or no one says where they go", async () => {
    reads.mockRejectedValue(new Error("no such function"));
    expect(await records()).toEqual({ sts: "unknown", tlsRpt: "unknown", host: "unknown" });
    expect(await records({ args: { ...of.args, dns: manualDns() } })).toBeUndefined();
  });

  it("may include a custom domain that an interrupted deployment creates again in place", async () => {
    left("worker");
    expect(await records({ args: { ...of.args, host: { ...host, ownsName: true } } })).toEqual({
      ...created,
      host: "held",
    });
  });

  const adopt = (name: string, opts: pulumi.CustomResourceOptions) => (name === "mail-sts-record" ? opts : {});
  it.each<[string, pulumi.ComponentResourceOptions]>([
    [
      "transforms",
      { transforms: [async ({ name, props }) => await Promise.resolve({ props, opts: adopt(name, { import: "1" }) })] },
    ],
    ["transformations", { transformations: [({ name, props }) => ({ props, opts: adopt(name, { import: "1" }) })] }],
    ["an alias", { transformations: [({ name, props }) => ({ props, opts: adopt(name, { aliases: ["urn:x"] }) })] }],
  ])("are held where they are adopted by %s", async (_, opts) => {
    expect(await records({ opts })).toEqual({ ...created, sts: "held" });
  });

  it("are not adopted by functions that throw or change something else", async () => {
    const fail = (): never => {
      throw new Error("no");
    };
    const transformations: pulumi.ResourceTransformation[] = [
      fail,
      ({ props }) => ({ props, opts: { protect: true } }),
    ];
    expect(await records({ opts: { transformations } })).toEqual(created);
  });
});

describe("the zone of a deployment", () => {
  it("is what the provider says, asked with the component's own provider", async () => {
    const nameServers = ["ns1.example.net"];
    zone.mockResolvedValue({ name: "example.com", nameServers });
    const provider = { getPackage: () => "test" } as unknown as pulumi.ProviderResource;
    const other = { getPackage: () => "aws" } as unknown as pulumi.ProviderResource;
    const { zone: use } = await settingOf({ ...of, opts: { providers: [other, provider] } });
    expect(use).toEqual({
      given: { name: "example.com", nameServers },
      isSingle: true,
      provesByCname: false,
      isMoving: false,
    });
    expect(zone).toHaveBeenCalledWith("Z1", { provider });
  });

  it.each<[string, () => Promise<unknown>]>([
    [
      "returns nothing",
      async () => {
        await Promise.resolve(undefined);
      },
    ],
    ["returns another shape", async () => await Promise.resolve({ zoneId: "Z1" })],
    ["names servers that are none", async () => await Promise.resolve({ name: "example.com", nameServers: [1] })],
    ["fails", async () => await Promise.reject(new Error("AccessDenied"))],
    ["never answers", async () => await new Promise(() => undefined)],
  ])("is not known where the provider %s", async (_, answer) => {
    zone.mockImplementation(answer as ZoneAccess["zone"]);
    expect((await settingOf(of)).zone?.given).toBeUndefined();
  });

  it("is not asked for while its id is unknown", async () => {
    expect((await settingOf({ ...of, zoneId: undefined })).zone?.given).toBeUndefined();
    expect(zone).not.toHaveBeenCalled();
  });
});

describe("the certificate of a deployment", () => {
  it("is new until the state has it, and only a known host says who issues it", async () => {
    const args = { ...of.args, host: cloudfront() };
    expect((await settingOf({ ...of, args })).issuing).toMatchObject({
      authorities: ["amazon.com", "amazontrust.com", "awstrust.com", "amazonaws.com"],
      isNew: true,
    });
    await startProgram();
    left("certificate");
    expect((await settingOf({ ...of, args })).issuing).toMatchObject({ isNew: false });
    expect((await settingOf(of)).issuing).toMatchObject({ authorities: undefined });
  });
});

describe("withTakeOver", () => {
  const issue = preflightIssue({ code: "txt-not-ours" }, ["dns"]);

  it("names the import of each record that stands in the way", async () => {
    recordIds.mockResolvedValue(["Z1/7"]);
    const setting = await withTakeOver(await settingOf(of), [issue, issue], of);
    expect(setting?.publishing?.takeOver).toEqual({
      sts: 'to keep the record, run pulumi import test:index:Record mail-sts-record "Z1/7" --protect=false --generate-code=false --yes; or delete it, and deploy again after its TTL',
    });
    expect(recordIds.mock.calls).toEqual([["Z1", { name: "_mta-sts.example.com", type: "TXT" }, {}]]);
  });

  it("says how an id looks where it cannot be found, and does nothing where no record is in the way", async () => {
    recordIds.mockRejectedValue(new Error("AccessDenied"));
    const setting = await withTakeOver(await settingOf(of), [issue], of);
    expect(setting?.publishing?.takeOver?.sts).toContain('mail-sts-record "<id>"');
    expect(
      await withTakeOver(await settingOf(of), [preflightIssue({ code: "mx-not-covered" }, ["mx"])], of),
    ).toBeUndefined();
  });
});
