// What a user of any version may write; it is only compiled.
import { App, TerraformOutput, TerraformStack } from "FRAMEWORK";
import { MtaSts } from "OURS";
import { AwsProvider, cloudfront, route53 } from "OURS/aws";
import { cloudflareDns, worker } from "OURS/cloudflare";

const app = new App();
const stack = new TerraformStack(app, "mail");
new AwsProvider(stack, "aws", { region: "eu-central-1" });
const common = { domain: "example.com", mx: ["mail.example.com"], tlsRpt: { rua: "mailto:tls-reports@example.org" } };
const account = { accountId: "01a7362d577a6c3019a474fd6f485823", zoneId: "023e105f4ecef8ad9ca31a8372d0c353" };
const mtaSts = new MtaSts(stack, "example", {
  ...common,
  host: cloudfront({ transform: { distribution: (args) => ({ ...args, price_class: "PriceClass_100" }) } }),
  dns: route53({ zoneId: "Z0123456789ABCDEFGHIJ" }),
});
export const second = new MtaSts(stack, "second", {
  ...common,
  domain: "second.example",
  host: worker(account),
  dns: cloudflareDns({ zoneId: account.zoneId }),
});
new TerraformOutput(stack, "mta_sts", { value: mtaSts.outputs });
app.synth();
