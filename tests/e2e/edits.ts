import type { Testbed } from "@mtasts/testbed";
import { accountId, cloudflareZoneId, zoneId } from "./accounts";
import type { HostName, ZoneName } from "./matrix";

/** What somebody does behind the engine's back, and the child in which it must show. */
export interface Edit {
  readonly child: string;
  readonly make: (bed: Testbed) => void | Promise<void>;
}

const key = ".well-known/mta-sts.txt";
const body = "version: STSv1\r\nmode: none\r\nmax_age: 1\r\n";

const hostEdits: Readonly<Record<HostName, readonly Edit[]>> = {
  cloudfront: [
    { child: "mail-policy-file", make: editS3Object },
    {
      child: "mail-bucket-policy",
      make: ({ cloud }) => {
        cloud.s3.configure(bucketOf(cloud), "PutBucketPolicy", emptyPolicy);
      },
    },
    {
      child: "mail-distribution",
      make: ({ cloud }) => {
        const [distribution] = cloud.cloudfront.distributions;
        cloud.cloudfront.edit(distribution!.id, { comment: "edited" });
      },
    },
  ],
  worker: [
    {
      child: "mail-worker",
      make: async ({ cloud }) => {
        const { scripts } = cloud.cloudflare;
        const content = "export default { fetch: () => new Response('gone', { status: 404 }) };";
        await scripts.edit(scripts.all[0]!.name, { content });
      },
    },
    {
      child: "mail-host-record",
      make: ({ cloud }) => {
        const [domain] = cloud.cloudflare.workerDomains.all;
        cloud.cloudflare.workerDomains.detach(accountId, domain!.id);
      },
    },
  ],
  r2: [
    {
      child: "mail-policy-file",
      make: ({ cloud }) => {
        const bucket = cloud.cloudflare.r2Domains.all[0]!.bucket;
        cloud.cloudflare.r2.objectsOf(accountId).putObject(bucket, key, { body, contentType: "text/plain" });
      },
    },
    {
      child: "mail-host-record",
      make: ({ cloud }) => {
        cloud.cloudflare.r2Domains.configure("mta-sts.example.com", { minTls: "1.0" });
      },
    },
  ],
  external: [],
};

const emptyPolicy = { policy: JSON.stringify({ Version: "2012-10-17", Statement: [] }) };

const records = [
  { child: "mail-sts-record", name: "_mta-sts.example.com", type: "TXT", value: '"v=STSv1; id=1;"' },
  {
    child: "mail-tls-rpt-record",
    name: "_smtp._tls.example.com",
    type: "TXT",
    value: '"v=TLSRPTv1; rua=mailto:a@b.example"',
  },
] as const;

const zoneEdits: Readonly<Record<ZoneName, readonly Edit[]>> = {
  route53: records.map(({ child, name, type, value }) => ({
    child,
    make: ({ cloud }) => {
      cloud.route53.upsert(zoneId, { name, type, ttl: 300, values: [value] });
    },
  })),
  cloudflareDns: records.map(({ child, name, type, value }) => ({
    child,
    make: ({ cloud }) => {
      const { dns } = cloud.cloudflare;
      dns.update(cloudflareZoneId, dns.records(cloudflareZoneId, name, type)[0]!.id, { content: value });
    },
  })),
  manualDns: [],
};

/** Everything that can be edited in such a deployment, one thing after the other. */
export function editsOf(host: HostName, zone: ZoneName): readonly Edit[] {
  return [...hostEdits[host], ...zoneEdits[zone]];
}

function editS3Object({ cloud }: Testbed): void {
  const bucket = bucketOf(cloud);
  cloud.s3.putObject(bucket, key, { ...cloud.s3.headObject(bucket, key), body });
}

function bucketOf(cloud: Testbed["cloud"]): string {
  return cloud.s3.buckets[0]!.name;
}
