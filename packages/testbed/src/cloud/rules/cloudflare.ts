import { type RulesOf } from "./rule.js";

const docs = "https://developers.cloudflare.com";

/** The rules of Cloudflare. */
export const cloudflareRules: readonly RulesOf[] = [
  {
    title: "Cloudflare DNS record",
    types: ["cloudflare_dns_record"],
    rules: [
      {
        rule: "An identical record is refused. A second TXT record with another text is not.",
        sources: ["cloudflare/node-cloudflare#46", "certbot/certbot#10725"],
        codes: [81058],
        test: "cloudflare/dns-record.test.ts › answers to %s with %s",
      },
      {
        rule: "A CNAME record and address records of one name exclude each other.",
        sources: [`${docs}/dns/manage-dns-records/troubleshooting/records-with-same-name/`],
        codes: [81053, 81054],
        test: "cloudflare/dns-record.test.ts › answers to %s with %s",
      },
      {
        rule: "A record lies in its zone, and zone and record exist.",
        sources: ["timothymiller/cloudflare-ddns#152"],
        codes: [9000, 7003, 81044],
        test: "cloudflare/dns-record.test.ts › answers to %s with %s",
      },
      {
        rule: "The TTL is 1 (automatic) or 60 to 86,400 seconds; a proxied record's is 1, and only addresses can be proxied.",
        sources: [`${docs}/dns/manage-dns-records/reference/ttl/`],
        codes: [9021, 9004],
        test: "cloudflare/dns-record.test.ts › needs a TTL, and an automatic one where it is proxied",
      },
      {
        rule: "Content fits the type.",
        sources: [`${docs}/dns/manage-dns-records/reference/dns-record-types/`],
        codes: [9005, 9006, 9007, 9102, 9207],
        test: "cloudflare/dns-record.test.ts › answers to %s with %s",
      },
      {
        rule: "The record of a custom domain can be deleted, but not changed, and no address stands next to it.",
        sources: ["DNSControl/dnscontrol#4907"],
        codes: [1043, 81062],
        test: "cloudflare/workers.test.ts › has a record that can be deleted but not changed by hand",
      },
      {
        rule: "With “CNAME flattening for all CNAME records”, no CNAME of the zone can be seen, and no certificate that one proves is issued.",
        sources: [`${docs}/dns/cname-flattening/`, "cloudflare/cloudflare-docs#18123"],
        codes: [],
        test: "acm.test.ts › is not issued in a zone whose CNAMEs are all flattened",
      },
      {
        rule: "The contents of all records of one name and type together have at most 8,192 characters.",
        sources: [`${docs}/dns/manage-dns-records/reference/dns-record-types/`],
        codes: [],
        why: "No record of the components comes near.",
      },
      {
        rule: "A token may change only the zones that it is for.",
        sources: [`${docs}/fundamentals/api/reference/permissions/`],
        codes: [],
        why: "Tokens are not emulated: every provider may change every zone. A missing right shows as an injected failure in the fault matrices.",
      },
    ],
  },
  {
    title: "Worker",
    types: ["cloudflare_workers_script"],
    rules: [
      {
        rule: "The account exists, and the caller's token is for it.",
        sources: [`${docs}/api/resources/workers/subresources/scripts/methods/update/`],
        codes: [10000],
        test: "cloudflare/workers.test.ts › is refused where %s",
      },
      {
        rule: "A script loads, has a name of allowed characters, and no compatibility date in the future.",
        sources: [`${docs}/workers/configuration/compatibility-dates/`, `${docs}/workers/observability/errors/`],
        codes: [10021, 10016, 10007],
        test: "cloudflare/workers.test.ts › is refused where %s",
      },
      {
        rule: "An account has limits on Workers and on requests a day.",
        sources: [`${docs}/workers/platform/limits/`],
        codes: [],
        why: "Limits are the account's. On the free plan the policy is not served once they are used up.",
      },
    ],
  },
  {
    title: "Workers custom domain",
    types: ["cloudflare_workers_custom_domain"],
    rules: [
      {
        rule: "A name that another Worker has is refused, unless `override_existing_origin` is given, which no provider can. The name stays with the first Worker.",
        sources: ["alchemy-run/alchemy-async#1384"],
        codes: [100116],
        test: "cloudflare/workers.test.ts › is refused with 100116 where another Worker has the name, and stays with that one",
      },
      {
        rule: "A name that has an address or a CNAME record is refused, an R2 custom domain's among them.",
        sources: ["cloudflare/workers-sdk#9878", "vm0-ai/vm0#33406"],
        codes: [100117],
        test: "cloudflare/workers.test.ts › is refused with 100117 where there is a record of type %s",
      },
      {
        rule: "The zone is in the Worker's account, and holds the name.",
        sources: [`${docs}/workers/configuration/routing/custom-domains/`],
        codes: [100114, 10114],
        test: "cloudflare/workers.test.ts › needs a zone of the Worker's own account",
      },
      {
        rule: "Older providers require `environment`, and one generation replaces the domain at every apply where it is left out.",
        sources: ["cloudflare/terraform-provider-cloudflare#5618", "cloudflare/terraform-provider-cloudflare#6907"],
        codes: [],
        why: "The emulated provider is a current one, where it is optional and computed. The components always write `production`.",
      },
      {
        rule: "The domain's certificate is issued after the attachment, which does not wait for it.",
        sources: [`${docs}/workers/configuration/routing/custom-domains/#certificates`],
        codes: [],
        test: "cloudflare/workers.test.ts › owns a record and a certificate, which go with it",
      },
    ],
  },
  {
    title: "R2 bucket",
    types: ["cloudflare_r2_bucket"],
    rules: [
      {
        rule: "A bucket's name is unique in the account and keeps the naming rules.",
        sources: [`${docs}/r2/buckets/create-buckets/`],
        codes: [10004, 10005],
        test: "cloudflare/r2.test.ts › is refused for %s",
      },
      {
        rule: "A bucket is empty before it is deleted.",
        sources: [`${docs}/r2/buckets/create-buckets/`],
        codes: [10008, 10006],
        test: "cloudflare/r2.test.ts › has defaults, and is emptied before it goes",
      },
    ],
  },
  {
    title: "R2 custom domain",
    types: ["cloudflare_r2_custom_domain"],
    rules: [
      {
        rule: "A name that another bucket has, or that has a record, is refused with 409.",
        sources: ["cloudflare/terraform-provider-cloudflare#6837"],
        codes: [10041],
        test: "cloudflare/r2.test.ts › is refused with 409 where another bucket has the name, with or without its record",
      },
      {
        rule: "The zone is in the bucket's account, and holds the name.",
        sources: [
          `${docs}/r2/buckets/public-buckets/#add-your-domain-to-cloudflare`,
          "cloudflare/cloudflare-docs#20782",
        ],
        codes: [10040, 10043],
        test: "cloudflare/r2.test.ts › needs a zone of the bucket's own account",
      },
      {
        rule: "A bucket in a jurisdiction is found only where the custom domain names it.",
        sources: ["cloudflare/terraform-provider-cloudflare#5275", "pulumi/pulumi-cloudflare#1174"],
        codes: [],
        why: "Jurisdictions share one name space here. The components pass none.",
      },
      {
        rule: "A zone hold, an unpaid invoice, or a partial zone keep the domain from becoming active.",
        sources: ["cloudflare/cloudflare-docs#27837", "cloudflare/cloudflare-docs#20782"],
        codes: [],
        why: "These are states of an account. They show only when the policy is requested, as `waitUntilServed` does.",
      },
    ],
  },
  {
    title: "R2 through S3's API",
    types: ["aws_s3_object"],
    rules: [
      {
        rule: "Tags, the provider's default tags among them, are not implemented.",
        sources: [`${docs}/r2/api/s3/api/`],
        codes: ["NotImplemented"],
        test: "cloudflare/r2.test.ts › takes no tags, neither its own nor the provider's",
      },
      {
        rule: "ACLs, server-side encryption headers, and website redirects are not implemented.",
        sources: ["pixelfed/pixelfed#3775", "cloudflare/cloudflare-docs#4025"],
        codes: ["NotImplemented"],
        test: "cloudflare/r2.test.ts › is refused with %s, which R2 does not know",
      },
      {
        rule: "Bucket resources of the AWS provider do not work: policies, versioning, and the like are not implemented.",
        sources: [`${docs}/r2/api/s3/api/`],
        codes: ["NotImplemented"],
        test: "cloudflare/r2.test.ts › has no such buckets and bucket settings",
      },
      {
        rule: "The bucket is of the account in the endpoint.",
        sources: [`${docs}/r2/api/s3/api/`],
        codes: ["NoSuchBucket"],
        test: "cloudflare/r2.test.ts › is refused where the bucket is not of that account",
      },
      {
        rule: "Checksums are taken in some forms only.",
        sources: [`${docs}/r2/api/s3/api/#checksum-types`],
        codes: [],
        why: "The requests of the provider are not emulated on the wire. Its own form, CRC-32, has been taken since 2025.",
      },
    ],
  },
];
