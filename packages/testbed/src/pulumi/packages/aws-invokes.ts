import { type Cloud } from "../../cloud/cloud.js";
import { ProviderError } from "../../cloud/errors.js";
import { normalName, type RecordSet, type Zone } from "../../cloud/services/route53.js";
import { type Attributes, flag, optionalText, text } from "../../cloud/value.js";
import { type Invoke } from "../provider-package.js";

/** The data sources of AWS that the emulated provider answers. */
export const awsInvokes: Readonly<Record<string, Invoke>> = {
  "aws:route53/getRecords:getRecords": getRecords,
  "aws:route53/getZone:getZone": getZone,
  "aws:index/getCallerIdentity:getCallerIdentity": ({ runtime }, _args, { account = runtime.account }) => ({
    id: account,
    accountId: account,
    arn: `arn:aws:iam::${account}:user/emulated`,
    userId: "AIDAEMULATED",
  }),
  "aws:index/getPartition:getPartition": ({ runtime: { partition } }) => ({
    id: partition,
    partition,
    dnsSuffix: "amazonaws.com",
    reverseDnsPrefix: "com.amazonaws",
  }),
  "aws:index/getRegion:getRegion": (_cloud, _args, { region }) => ({
    id: region,
    name: region,
    region,
    description: region,
    endpoint: `ec2.${region}.amazonaws.com`,
  }),
};

function getZone({ route53, runtime }: Cloud, args: Attributes): Attributes {
  const zoneId = optionalText(args, "zoneId");
  const name = optionalText(args, "name");
  if (zoneId === undefined && name === undefined)
    throw new ProviderError("one of `name,tags,zone_id` must be specified");
  if (zoneId === undefined && name !== undefined) route53.named(name);
  const matches = (zone: Zone): boolean =>
    (zoneId === undefined || zone.id === zoneId) &&
    (name === undefined || zone.name === normalName(name)) &&
    (zoneId !== undefined || zone.privateZone === flag(args, "privateZone"));
  const [zone, another] = route53.zones.filter(matches);
  if (zone === undefined) throw new ProviderError("no matching Route 53 Hosted Zone found");
  if (another !== undefined)
    throw new ProviderError(
      "multiple Route 53 Hosted Zones matched; use additional constraints to reduce matches to a single Route 53 Hosted Zone",
    );
  return {
    id: zone.id,
    zoneId: zone.id,
    name: zone.name,
    arn: `arn:${runtime.partition}:route53:::hostedzone/${zone.id}`,
    callerReference: "emulated",
    comment: "",
    linkedServiceDescription: "",
    linkedServicePrincipal: "",
    nameServers: ["ns-1.awsdns-01.org", "ns-2.awsdns-02.co.uk"],
    primaryNameServer: "ns-1.awsdns-01.org",
    privateZone: zone.privateZone,
    resourceRecordSetCount: zone.records.size + 2,
    tags: {},
  };
}

function getRecords({ route53 }: Cloud, args: Attributes): Attributes {
  const zoneId = text(args, "zoneId");
  const pattern = new RegExp(optionalText(args, "nameRegex") ?? "", "u");
  // The pattern meets names as the API returns them, with the final dot.
  const sets = [...route53.zone(zoneId, "ListResourceRecordSets").records.values()].filter(({ name }) =>
    pattern.test(`${name}.`),
  );
  return { id: zoneId, zoneId, resourceRecordSets: sets.map(recordSet) };
}

function recordSet({ name, type, ttl = 0, values }: RecordSet): Attributes {
  const resourceRecords = values.map((value) => ({ value }));
  return { name: `${name}.`, type, ttl, resourceRecords, setIdentifier: "" };
}
