import * as pulumi from "@pulumi/pulumi";
import { external, manualDns, MtaSts, type Mode } from "pulumi-mtasts";
import { cloudfront } from "pulumi-mtasts/aws";

const config = new pulumi.Config();
const rua = config.get("rua");
const target = config.get("target");

const mtaSts = new MtaSts("mail", {
  domain: config.require("domain"),
  mx: config.getObject<string[]>("mx"),
  mode: config.get<Mode>("mode"),
  maxAge: config.getNumber("maxAge"),
  revision: config.getNumber("revision"),
  tlsRpt: rua === undefined ? undefined : { rua },
  host: target === undefined ? cloudfront() : external({ target }),
  dns: manualDns(),
  allowDestroy: config.getBoolean("allowDestroy"),
});

export const policyId = mtaSts.policyId;
export const policyText = mtaSts.policyText;
export const policyUrl = mtaSts.policyUrl;
export const records = mtaSts.records;
