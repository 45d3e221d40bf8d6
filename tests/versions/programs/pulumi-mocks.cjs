// Deploys every host with every DNS provider under mocks, and prints what was registered.
const pulumi = require("@pulumi/pulumi");

const registered = [];
pulumi.runtime.setMocks({
  newResource: ({ type, name, inputs }) => {
    registered.push({ type, name, inputs });
    return { id: `${name}-id`, state: { ...inputs, ...computed[type] } };
  },
  call: () => ({}),
});

const computed = {
  "aws:acm/certificate:Certificate": {
    arn: "arn:aws:acm:us-east-1:111122223333:certificate/1",
    domainValidationOptions: [
      {
        domainName: "mta-sts.example.com",
        resourceRecordName: "_a.mta-sts.example.com.",
        resourceRecordType: "CNAME",
        resourceRecordValue: "_b.acm-validations.aws.",
      },
    ],
  },
  "aws:cloudfront/distribution:Distribution": {
    domainName: "d1.cloudfront.net",
    arn: "arn:aws:cloudfront::111122223333:distribution/E1",
  },
  "aws:s3/bucket:Bucket": { arn: "arn:aws:s3:::b", bucketRegionalDomainName: "b.s3.eu-central-1.amazonaws.com" },
  "random:index/randomId:RandomId": { hex: "0011223344556677" },
};

const { MtaSts, external, manualDns } = require("pulumi-mtasts");
const { cloudfront, route53 } = require("pulumi-mtasts/aws");
const { cloudflareDns, r2, r2ObjectProvider, worker } = require("pulumi-mtasts/cloudflare");
const { Provider } = require("@pulumi/aws/provider.js");

const account = { accountId: "01a7362d577a6c3019a474fd6f485823", zoneId: "023e105f4ecef8ad9ca31a8372d0c353" };
const isVersion6 = require("@pulumi/aws/package.json").version.replace("v", "").startsWith("6.");
const usEast1Provider = new Provider("us-east-1", { region: "us-east-1" });
const objects = r2ObjectProvider("r2", { accountId: account.accountId, accessKeyId: "k", secretAccessKey: "s" });
const hosts = {
  cloudfront: () => cloudfront(isVersion6 ? { usEast1Provider } : {}),
  worker: () => worker(account),
  r2: () => r2({ ...account, objects }),
  external: () => external({ target: "policies.provider.example" }),
};
const zones = {
  route53: () => route53({ zoneId: "Z0123456789ABCDEFGHIJ" }),
  cloudflare: () => cloudflareDns({ zoneId: account.zoneId }),
  manual: () => manualDns(),
};

for (const [host, makeHost] of Object.entries(hosts))
  for (const [zone, makeZone] of Object.entries(zones)) {
    const ownsName = host === "worker" || host === "r2";
    if (ownsName && zone === "route53") continue;
    new MtaSts(`${host}-${zone}`, {
      domain: "example.com",
      mx: ["mail.example.com"],
      tlsRpt: { rua: "mailto:tls-reports@example.org" },
      host: makeHost(),
      dns: makeZone(),
    });
  }

process.on("beforeExit", () => {
  const names = registered.map(({ type, name }) => `${type} ${name}`);
  const domains = registered.filter(({ type }) => type.includes("workersCustomDomain")).map(({ inputs }) => inputs);
  console.log(JSON.stringify({ resources: [...new Set(names)].sort(), domains }));
  process.exit(0);
});
