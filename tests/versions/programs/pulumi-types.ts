// What a user of any version may write; it is only compiled.
import * as aws from "@pulumi/aws";
import { MtaSts, external, manualDns } from "pulumi-mtasts";
import { cloudfront, route53 } from "pulumi-mtasts/aws";
import { cloudflareDns, r2, r2ObjectProvider, worker } from "pulumi-mtasts/cloudflare";

const account = { accountId: "01a7362d577a6c3019a474fd6f485823", zoneId: "023e105f4ecef8ad9ca31a8372d0c353" };
const usEast1Provider = new aws.Provider("us-east-1", { region: "us-east-1" });
const objects = r2ObjectProvider("r2", { accountId: account.accountId, accessKeyId: "k", secretAccessKey: "s" });
const common = { domain: "example.com", mx: ["mail.example.com"], tlsRpt: { rua: "mailto:tls-reports@example.org" } };

export const onCloudFront = new MtaSts("cloudfront", {
  ...common,
  host: cloudfront({
    usEast1Provider,
    transform: { distribution: (args) => ({ ...args, priceClass: "PriceClass_100" }) },
  }),
  dns: route53({ zoneId: "Z0123456789ABCDEFGHIJ" }),
});
export const onWorker = new MtaSts("worker", {
  ...common,
  host: worker(account),
  dns: cloudflareDns({ zoneId: account.zoneId }),
});
export const onR2 = new MtaSts("r2", {
  ...common,
  host: r2({ ...account, objects }),
  dns: cloudflareDns({ zoneId: account.zoneId }),
});
export const elsewhere = new MtaSts("external", {
  ...common,
  host: external({ target: "policies.provider.example" }),
  dns: manualDns(),
});
export const names = [onCloudFront.nodes.distribution.domainName, onWorker.nodes.worker.scriptName, onR2.policyId];
