import * as pulumi from "@pulumi/pulumi";
import { MtaSts, type Mode } from "pulumi-mtasts";
import { cloudflareDns, r2, r2ObjectProvider } from "pulumi-mtasts/cloudflare";

const config = new pulumi.Config();
const rua = config.get("rua");
const zoneId = config.require("zoneId");
const accountId = config.require("accountId");
const objects = r2ObjectProvider("r2-objects", {
  accountId,
  accessKeyId: config.require("accessKeyId"),
  secretAccessKey: config.requireSecret("secretAccessKey"),
});

const mtaSts = new MtaSts("mail", {
  domain: config.require("domain"),
  mx: config.getObject<string[]>("mx"),
  mode: config.get<Mode>("mode"),
  maxAge: config.getNumber("maxAge"),
  revision: config.getNumber("revision"),
  tlsRpt: rua === undefined ? undefined : { rua },
  host: r2({ accountId, zoneId, objects }),
  dns: cloudflareDns({ zoneId }),
  allowDestroy: config.getBoolean("allowDestroy"),
});

export const policyId = mtaSts.policyId;
export const policyText = mtaSts.policyText;
export const policyUrl = mtaSts.policyUrl;
export const records = mtaSts.records;
