import { readFileSync } from "node:fs";
import * as pulumi from "@pulumi/pulumi";
import { MtaSts, type Mode } from "pulumi-mtasts";
import { cloudfront, route53 } from "pulumi-mtasts/aws";
import { parse } from "yaml";

/** One entry of the file. The component checks what stands in it: a file has no types. */
interface Entry {
  readonly domain: string;
  readonly zoneId: string;
  readonly mx: readonly string[];
  readonly mode?: Mode;
  readonly maxAge?: number;
  readonly revision?: number;
  readonly allowDestroy?: boolean;
}

const config = new pulumi.Config();
const rua = config.get("rua");
const file = config.get("domains") ?? "domains.yaml";
const domains = parse(readFileSync(file, "utf8")) as Readonly<Record<string, Entry>>;
const host = cloudfront();

const deployed = Object.entries(domains).map(([name, { zoneId, ...policy }]) => {
  const tlsRpt = rua === undefined ? undefined : { rua };
  return [name, new MtaSts(name, { ...policy, tlsRpt, host, dns: route53({ zoneId }) })] as const;
});

export const policyIds = Object.fromEntries(deployed.map(([name, { policyId }]) => [name, policyId]));
export const records = Object.fromEntries(deployed.map(([name, mtaSts]) => [name, mtaSts.records]));
