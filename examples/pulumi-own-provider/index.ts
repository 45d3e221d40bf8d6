import * as pulumi from "@pulumi/pulumi";
import { MtaSts, type Mode } from "pulumi-mtasts";
import { acmeDns } from "./acme-dns";
import { acmePages } from "./acme-pages";

const config = new pulumi.Config();
const rua = config.get("rua");

const mtaSts = new MtaSts("mail", {
  domain: config.require("domain"),
  mx: config.getObject<string[]>("mx"),
  mode: config.get<Mode>("mode"),
  maxAge: config.getNumber("maxAge"),
  revision: config.getNumber("revision"),
  tlsRpt: rua === undefined ? undefined : { rua },
  host: acmePages(),
  dns: acmeDns({ zone: config.require("zone") }),
  allowDestroy: config.getBoolean("allowDestroy"),
});

export const policyId = mtaSts.policyId;
export const policyText = mtaSts.policyText;
export const policyUrl = mtaSts.policyUrl;
export const records = mtaSts.records;
