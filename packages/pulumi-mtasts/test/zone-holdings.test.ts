import { beforeEach, describe, expect, it, jest } from "@jest/globals";
import type { Setting, SeenInternet } from "@mtasts/core/preflight";
import * as pulumi from "@pulumi/pulumi";
import { external, manualDns, type DnsProvider, type ZoneAccess } from "pulumi-mtasts";
import { cloudfront } from "pulumi-mtasts/aws";
import { worker } from "pulumi-mtasts/cloudflare";
import type { SettingOf } from "../src/preflight-setting";
import { withHoldings } from "../src/zone-holdings";
import { startProgram } from "./harness";

const reads = jest.spyOn(pulumi.runtime, "invoke");
const recordIds = jest.fn<ZoneAccess["recordIds"]>();
const zone = jest.fn<ZoneAccess["zone"]>();
const zoneAccess = {
  zoneId: "Z2",
  recordType: "test:index:Record",
  idForm: "<zone id>/<name>/<type>",
  zone,
  recordIds,
};

const dns: DnsProvider<undefined> = { record: () => undefined, zoneAccess };
const previousDns = { dns: { record: () => undefined } };
const tlsRpt = { rua: "mailto:a@example.org" };
const host = external({ target: "policies.provider.example" });
const of: SettingOf = {
  name: "mail",
  domain: "example.com",
  args: { domain: "example.com", host, dns, previousDns, tlsRpt },
  zoneId: "Z2",
  opts: {},
};

const answered = { isMissing: false, exchanges: [] };
const seen: SeenInternet = {
  mx: answered,
  record: { texts: [], aliases: [] },
  zone: { name: "example.com", nameServers: ["ns1.old.example"] },
};
const use = { isSingle: true, provesByCname: false, isMoving: true };
const moving: Setting = { zone: use };

/** The state of a deployment that left these children, by their types. */
function left(type: string, children: Readonly<Record<string, object>>): void {
  const component = "mtasts:index:MtaSts";
  const at = "urn:pulumi:stack::project::";
  const policyUrl = "https://mta-sts.example.com/.well-known/mta-sts.txt";
  const resources = Object.entries(children).map(([key, outputs]) => [
    `${at}${component}$${type}::mail-${key}`,
    { type, outputs },
  ]);
  const root = [`${at}${component}::mail`, { type: component, outputs: { policyUrl } }];
  reads.mockResolvedValue({ outputs: Object.fromEntries([root, ...resources]) as object });
}

/** The zone holds these, as `name TYPE`. */
function holding(...records: readonly string[]): void {
  recordIds.mockImplementation((_, { name, type }) =>
    Promise.resolve(records.flatMap((one, i) => (one === `${name} ${type}` ? [`Z2/${i}`] : []))),
  );
}

async function held(more: Partial<SettingOf> = {}, setting = moving): Promise<readonly string[]> {
  const { holdings = [] } = await withHoldings(setting, seen, { ...of, ...more });
  return holdings.map(({ role, name, type }) => [role, name, type].join(" "));
}

const all = ["_mta-sts.example.com TXT", "_smtp._tls.example.com TXT", "mta-sts.example.com CNAME"];
const allHeld = all.map((record, i) => `${["sts", "tlsRpt", "host"][i] ?? ""} ${record}`);

beforeEach(async () => {
  jest.resetAllMocks();
  left("test:index:Other", { "sts-record": {}, "tls-rpt-record": {}, "host-record": {} });
  holding(...all);
  await startProgram();
});

describe("withHoldings", () => {
  it("finds copies of the former zone's records in the new one", async () => {
    expect(await held()).toEqual(allHeld);
    const { holdings } = await withHoldings(moving, seen, of);
    expect(holdings?.[0]?.takeOver).toContain('pulumi import test:index:Record mail-sts-record "Z2/0"');
    expect(await held({ args: { ...of.args, tlsRpt: undefined } })).toEqual([allHeld[0], allHeld[2]]);
  });

  it("takes no record for a copy that the state has in this zone, or that is imported or adopted", async () => {
    left("test:index:Record", { "sts-record": {}, "tls-rpt-record": {}, "host-record": {} });
    expect(await held()).toEqual([]);
    expect(recordIds).not.toHaveBeenCalled();
    await startProgram();
    reads.mockResolvedValue({
      outputs: { "urn:pulumi:stack::project::test:index:Record::mail-sts-record": { type: "" } },
    });
    expect(await held()).toEqual(allHeld.slice(1));
    const transformations: pulumi.ResourceTransformation[] = [
      ({ props }) => ({ props, opts: { import: "Z2/1" } as pulumi.ResourceOptions }),
    ];
    expect(await held({ opts: { transformations } })).toEqual([]);
  });

  it("tells two zones of one provider apart by the suffix", async () => {
    left("test:index:Record", { "sts-record": {}, "tls-rpt-record": {}, "host-record": {} });
    const { holdings = [] } = await withHoldings(moving, seen, {
      ...of,
      args: { ...of.args, dns: { ...dns, nameSuffix: "2" } },
    });
    expect(holdings.map(({ takeOver = "" }) => /(\S+-record) /u.exec(takeOver)?.[1])).toEqual([
      "mail-2-sts-record",
      "mail-2-tls-rpt-record",
      "mail-2-host-record",
    ]);
  });

  it("finds what no import can take over, and gives no command for it", async () => {
    holding("_mta-sts.example.com CNAME", "mta-sts.example.com A", "mta-sts.example.com AAAA");
    const { holdings = [] } = await withHoldings(moving, seen, of);
    expect(holdings.map(({ type, takeOver }) => [type, takeOver])).toEqual([
      ["CNAME", undefined],
      ["A", undefined],
      ["AAAA", undefined],
    ]);
  });

  it("asks for the record that validates the certificate by the name in the former zone", async () => {
    const proof = { fqdn: "_Token.mta-sts.example.com." };
    left("test:index:Other", { "sts-record": {}, "certificate-record": proof });
    holding("_token.mta-sts.example.com CNAME");
    expect(await held({ args: { ...of.args, host: cloudfront() } })).toEqual([
      "proof _token.mta-sts.example.com CNAME",
    ]);
  });

  it("gives no import for the name of a custom domain, and none is in the way of one that the state has", async () => {
    const args = { ...of.args, host: worker({ accountId: "a", zoneId: "Z2" }) };
    left("test:index:Other", { "worker-domain": {} });
    expect(await held({ args })).toEqual(allHeld.slice(0, 2));
    await startProgram();
    reads.mockResolvedValue({ outputs: {} });
    const { holdings = [] } = await withHoldings(moving, seen, { ...of, args });
    expect(holdings.find(({ role }) => role === "host")).not.toHaveProperty("takeOver");
  });

  const given = { name: "example.com", nameServers: ["NS1.old.example."] };
  it.each<[string, Setting, Partial<SettingOf>, boolean]>([
    ["does not ask where DNS shows the zone", { zone: { ...use, isMoving: false, given } }, {}, false],
    [
      "asks where another zone answers",
      { zone: { ...use, isMoving: false, given: { ...given, nameServers: ["x"] } } },
      {},
      true,
    ],
    ["asks where the name servers are unknown", { zone: { ...use, isMoving: false } }, {}, true],
    ["does not ask where the zone's id is unknown", moving, { zoneId: undefined }, false],
    ["does not ask where the records are kept by hand", moving, { args: { ...of.args, dns: manualDns() } }, false],
    ["does not ask where the zone is not used", {}, {}, false],
  ])("%s", async (_, setting, more, isAsked) => {
    await held(more, setting);
    expect(recordIds.mock.calls.length > 0).toBe(isAsked);
  });

  it.each<[string, () => void]>([
    ["the state could not be read", () => reads.mockRejectedValue(new Error("no such function"))],
    ["the provider fails", () => recordIds.mockRejectedValue(new Error("AccessDenied"))],
    ["the provider never answers", () => recordIds.mockImplementation(() => new Promise(() => undefined))],
    ["the provider returns another shape", () => recordIds.mockResolvedValue({} as never)],
  ])("knows nothing where %s", async (_, arrange) => {
    arrange();
    expect(await withHoldings(moving, seen, of)).toBe(moving);
  });
});
