import type { Testbed, TestbedOptions } from "@mtasts/testbed";

/** One way to host the policy and to keep the zone. */
export interface Variant {
  /** The folder of the example that does it. */
  readonly example: string;
  /** Its stack configuration, beside that of every example. */
  readonly settings: Readonly<Record<string, string>>;
  /** The zone that exists beforehand. */
  readonly zones: (domain: string) => TestbedOptions;
  /** What somebody does to the served policy behind the engine's back, and what the preview says of it. */
  readonly edit: (bed: Testbed) => void | Promise<void>;
  readonly sign: RegExp;
  /** The children without which nothing is served. */
  readonly host: readonly string[];
}

const route53Zone = "Z0DEMOZONE";
const cloudflareZone = "de300000000000000000000000000001";
const accountId = "acc00000000000000000000000000001";
const token = "cloudflare:apiToken";

const key = ".well-known/mta-sts.txt";
const body = "version: STSv1\r\nmode: none\r\nmax_age: 86400\r\n";

function atRoute53(domain: string): TestbedOptions {
  return { zones: [{ id: route53Zone, name: domain }], cloudflareZones: [] };
}

function atCloudflare(domain: string): TestbedOptions {
  return { zones: [], cloudflareZones: [{ id: cloudflareZone, name: domain, accountId }] };
}

function editS3({ cloud }: Testbed): void {
  const bucket = cloud.s3.buckets[0]?.name ?? "";
  cloud.s3.putObject(bucket, key, { ...cloud.s3.headObject(bucket, key), body });
}

const cloudfront = {
  settings: { "aws:region": "eu-central-1" },
  edit: editS3,
  sign: /\betag\b/u,
  host: ["policy-file", "bucket-policy", "distribution", "certificate"],
};

/** By host and DNS provider. A Worker and an R2 bucket publish their name themselves, in a zone at Cloudflare. */
export const variants: Readonly<Record<string, Variant>> = {
  "cloudfront route53": {
    ...cloudfront,
    example: "pulumi-cloudfront-route53",
    settings: { ...cloudfront.settings, zoneId: route53Zone },
    zones: atRoute53,
  },
  "cloudfront cloudflare": {
    ...cloudfront,
    example: "pulumi-cloudfront-cloudflare",
    settings: { ...cloudfront.settings, [token]: "demo", zoneId: cloudflareZone },
    zones: atCloudflare,
  },
  "worker cloudflare": {
    example: "pulumi-worker-cloudflare",
    settings: { [token]: "demo", accountId, zoneId: cloudflareZone },
    zones: atCloudflare,
    edit: async ({ cloud }) => {
      const { scripts } = cloud.cloudflare;
      const content = "export default { fetch: () => new Response('gone', { status: 404 }) };";
      await scripts.edit(scripts.all[0]?.name ?? "", { content });
    },
    sign: /~ content\b/u,
    host: ["worker"],
  },
  "r2 cloudflare": {
    example: "pulumi-r2-cloudflare",
    settings: { [token]: "demo", accountId, zoneId: cloudflareZone, accessKeyId: "demo", secretAccessKey: "demo" },
    zones: atCloudflare,
    edit: ({ cloud }) => {
      const bucket = cloud.cloudflare.r2Domains.all[0]?.bucket ?? "";
      cloud.cloudflare.r2.objectsOf(accountId).putObject(bucket, key, { body, contentType: "text/plain" });
    },
    sign: /\betag\b/u,
    host: ["policy-file", "bucket"],
  },
};
