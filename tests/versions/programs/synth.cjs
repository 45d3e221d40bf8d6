// Synthesizes every host with every DNS provider in full, and prints the stacks.
const [framework, ours] = process.argv.slice(2);
const { App, TerraformStack } = require(framework);
const fs = require("node:fs");
const path = require("node:path");
const { MtaSts, external, manualDns } = require(ours);
const { AwsProvider, cloudfront, route53 } = require(`${ours}/aws`);
const { CloudflareProvider, RandomProvider, cloudflareDns, r2, r2ObjectProvider, worker } = require(
  `${ours}/cloudflare`,
);

const account = { accountId: "01a7362d577a6c3019a474fd6f485823", zoneId: "023e105f4ecef8ad9ca31a8372d0c353" };
const keys = { accountId: account.accountId, accessKeyId: "k", secretAccessKey: "s" };
const outdir = path.join(process.cwd(), "out");
const app = new App({ outdir });
const hosts = {
  cloudfront: () => cloudfront(),
  worker: () => worker(account),
  r2: (stack) => r2({ ...account, objects: r2ObjectProvider(stack, "r2-objects", keys) }),
  external: () => external({ target: "policies.provider.example" }),
};
const zones = {
  route53: () => route53({ zoneId: "Z0123456789ABCDEFGHIJ" }),
  cloudflare: () => cloudflareDns({ zoneId: account.zoneId }),
  manual: () => manualDns(),
};
const names = [];
for (const [host, makeHost] of Object.entries(hosts))
  for (const [zone, makeZone] of Object.entries(zones)) {
    const ownsName = host === "worker" || host === "r2";
    if (ownsName && zone === "route53") continue;
    const stack = new TerraformStack(app, `${host}-${zone}`);
    names.push(`${host}-${zone}`);
    new AwsProvider(stack, "aws", { region: "eu-central-1" });
    new CloudflareProvider(stack, "cloudflare");
    if (RandomProvider) new RandomProvider(stack, "random");
    new MtaSts(stack, "mail", {
      domain: "example.com",
      mx: ["mail.example.com"],
      tlsRpt: { rua: "mailto:tls-reports@example.org" },
      host: makeHost(stack),
      dns: makeZone(),
    });
  }
app.synth();
const stacks = names.map((name) => {
  const file = path.join(outdir, "stacks", name, "cdk.tf.json");
  const { resource } = JSON.parse(fs.readFileSync(file, "utf8"));
  return [name, resource ?? {}];
});
console.log(JSON.stringify(Object.fromEntries(stacks)));
