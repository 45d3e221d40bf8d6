import { describe, expect, it } from "@jest/globals";
import { type Attributes } from "../../src/index.js";
import { txtStrings } from "../../src/cloud/services/route53-txt.js";
import { create, newCloud, settings, update, zoneId } from "../harness.js";

const txt = (changes: Attributes = {}): Attributes => ({
  zone_id: zoneId,
  name: "_mta-sts.example.com",
  type: "TXT",
  ttl: 300,
  records: ["v=STSv1; id=1;"],
  ...changes,
});
const record = (changes: Attributes = {}, cloud = newCloud()) => create(cloud, "aws_route53_record", txt(changes));
const dataOf = (value: string): string[] => txtStrings(value).map(String);

describe("a record's name", () => {
  it.each([
    ["inside the zone", "_mta-sts.example.com", "_mta-sts.example.com"],
    ["with a final dot and capitals", "_MTA-STS.Example.com.", "_mta-sts.example.com"],
    ["relative", "_mta-sts", "_mta-sts.example.com"],
    ["of another domain", "_mta-sts.example.org", "_mta-sts.example.org.example.com"],
  ])("%s", async (_kind, name, fqdn) => {
    expect((await record({ name })).state["fqdn"]).toBe(fqdn);
  });

  it("that merely ends in the zone's text is refused", async () => {
    await expect(record({ name: "notexample.com" })).rejects.toThrow(
      "InvalidChangeBatch: [RRSet with DNS name notexample.com. is not permitted in zone example.com.]",
    );
  });

  it("and its zone replace when they change; the type does not", async () => {
    const cloud = newCloud({
      zones: [
        { id: zoneId, name: "example.com" },
        { id: "Z2", name: "example.org" },
      ],
    });
    const prior = await record({}, cloud);
    const replaces = (changes: Attributes) =>
      cloud.resources
        .plan("aws_route53_record", txt(changes), { prior: prior.state, settings })
        .changes.map((one) => one.replaces);
    expect(replaces({ name: "other.example.com" })).toEqual([true]);
    expect(replaces({ zone_id: "Z2" })).toEqual([true]);
    const { resource } = await update(cloud, "aws_route53_record", {
      prior,
      config: txt({ type: "CNAME", records: ["x.example.org"] }),
    });
    expect(resource.id).toBe(`${zoneId}__mta-sts.example.com_CNAME`);
    expect([...cloud.route53.zone(zoneId).records.keys()]).toEqual(["_mta-sts.example.com CNAME"]);
  });
});

describe("a zone", () => {
  it("must exist", async () => {
    await expect(record({ zone_id: "Z0NOWHERE" })).rejects.toThrow(
      "reading Route 53 Hosted Zone (Z0NOWHERE): operation error Route 53: GetHostedZone, https response error StatusCode: 404, " +
        "RequestID: emulated, NoSuchHostedZone: No hosted zone found with ID: Z0NOWHERE",
    );
  });

  it("refuses what exists already, unless it may be overwritten", async () => {
    const cloud = newCloud();
    await record({}, cloud);
    await expect(record({}, cloud)).rejects.toThrow(
      "InvalidChangeBatch: [Tried to create resource record set [name='_mta-sts.example.com.', type='TXT'] but it already exists]",
    );
    await record({ allow_overwrite: true, records: ["new"] }, cloud);
    expect(cloud.route53.find(zoneId, "_mta-sts.example.com", "TXT")?.values).toEqual(['"new"']);
  });

  it("keeps a CNAME apart from other data, in both directions and at the apex", async () => {
    const cloud = newCloud();
    await record({}, cloud);
    await expect(record({ type: "CNAME", records: ["x.example.org"] }, cloud)).rejects.toThrow(
      "conflicts with other records with the same DNS name",
    );
    await record({ name: "alias.example.com", type: "CNAME", records: ["x.example.org"] }, cloud);
    await expect(record({ name: "alias.example.com" }, cloud)).rejects.toThrow("conflicting RRSet of type CNAME");
    await expect(record({ name: "example.com", type: "CNAME", records: ["x.example.org"] }, cloud)).rejects.toThrow(
      "not permitted at apex",
    );
  });

  it("refuses duplicate values", async () => {
    await expect(record({ records: ["a", "a"] })).rejects.toThrow(`Duplicate Resource Record: '"a"'`);
  });
});

describe("a TXT value", () => {
  const stored = async (value: string): Promise<string[]> => {
    const cloud = newCloud();
    await record({ records: [value] }, cloud);
    return dataOf(cloud.route53.find(zoneId, "_mta-sts.example.com", "TXT")?.values[0] ?? "");
  };

  it("is quoted by the provider", async () => {
    expect(await stored("v=STSv1; id=1;")).toEqual(["v=STSv1; id=1;"]);
  });

  it("that came quoted has the quotes in its data", async () => {
    expect(await stored('"v=STSv1; id=1;"')).toEqual(['"v=STSv1; id=1;"']);
  });

  it("is split where two quotes stand", async () => {
    const long = "x".repeat(255);
    expect(await stored(`${long}""yz`)).toEqual([long, "yz"]);
    await expect(stored(`${long}yz`)).rejects.toThrow("CharacterStringTooLong (Value is too long)");
  });

  it("takes escapes", () => {
    expect(dataOf('"a\\"b\\\\c\\101" "d"')).toEqual(['a"b\\cA', "d"]);
  });
});

describe("arguments", () => {
  it.each([
    [{ ttl: null }, ["ttl"], '"ttl": all of `records,ttl` must be specified'],
    [{ records: null, ttl: null }, ["records"], "one of `alias,records` must be specified"],
    [{ type: "TEXT" }, ["type"], expect.stringContaining('expected type to be one of ["SOA" "A" "TXT"')],
    [
      { zone_id: null },
      ["zone_id"],
      'Missing required argument: The argument "zone_id" is required, but no definition was found.',
    ],
    [{ value: "x" }, ["value"], 'An argument named "value" is not expected here.'],
  ])("%j", (changes, path, message) => {
    expect(newCloud().resources.validate("aws_route53_record", txt(changes))).toEqual([{ path, message }]);
  });
});

describe("import", () => {
  it("reads a record by zone, name and type", async () => {
    const cloud = newCloud();
    cloud.route53.upsert(zoneId, { name: "_smtp._tls.example.com", type: "TXT", ttl: 60, values: ['"v=TLSRPTv1"'] });
    const found = await cloud.resources.import("aws_route53_record", `${zoneId}__smtp._tls.example.com_TXT`, settings);
    expect(found?.state).toMatchObject({
      name: "_smtp._tls.example.com",
      type: "TXT",
      ttl: 60,
      records: ["v=TLSRPTv1"],
    });
    await expect(cloud.resources.import("aws_route53_record", "nonsense", settings)).rejects.toThrow(
      "unexpected format for ID (nonsense)",
    );
  });
});
