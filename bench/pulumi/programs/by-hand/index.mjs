// What somebody writes without the component: the same resources, with the same arguments, in the same order. The
// modules are imported one by one, which is quicker than the root of the package would be.
import { createHash } from "node:crypto";
import { Certificate } from "@pulumi/aws/acm/certificate.js";
import { CertificateValidation } from "@pulumi/aws/acm/certificateValidation.js";
import { Distribution } from "@pulumi/aws/cloudfront/distribution.js";
import { OriginAccessControl } from "@pulumi/aws/cloudfront/originAccessControl.js";
import { Record } from "@pulumi/aws/route53/record.js";
import { Bucket } from "@pulumi/aws/s3/bucket.js";
import { BucketObjectv2 } from "@pulumi/aws/s3/bucketObjectv2.js";
import { BucketOwnershipControls } from "@pulumi/aws/s3/bucketOwnershipControls.js";
import { BucketPolicy } from "@pulumi/aws/s3/bucketPolicy.js";
import { BucketPublicAccessBlock } from "@pulumi/aws/s3/bucketPublicAccessBlock.js";
import * as pulumi from "@pulumi/pulumi";
import { domains, mx, rua, zoneId } from "../domains.mjs";

const policyLines = ["version: STSv1", "mode: testing", ...[...mx].sort().map((one) => `mx: ${one}`), "max_age: 86400"];
const body = policyLines.map((line) => `${line}\r\n`).join("");
const hash = (algorithm) => createHash(algorithm).update(body).digest("hex");
const policyId = hash("sha256").slice(0, 32);
const etag = hash("md5");
const key = ".well-known/mta-sts.txt";
const region = "us-east-1";
const ttl = 300;
const withoutFinalDot = (text) => text.replace(/\.$/u, "");

for (const { name, domain } of domains) {
  const hostName = `mta-sts.${domain}`;

  const bucket = new Bucket(`${name}-bucket`, {});
  const publicAccessBlock = new BucketPublicAccessBlock(`${name}-public-access-block`, {
    bucket: bucket.id,
    blockPublicAcls: true,
    blockPublicPolicy: true,
    ignorePublicAcls: true,
    restrictPublicBuckets: true,
  });
  const ownershipControls = new BucketOwnershipControls(`${name}-ownership-controls`, {
    bucket: bucket.id,
    rule: { objectOwnership: "BucketOwnerEnforced" },
  });
  const policyFile = new BucketObjectv2(
    `${name}-policy-file`,
    { bucket: bucket.id, key, content: body, contentType: "text/plain", cacheControl: "no-store", etag },
    { dependsOn: [publicAccessBlock, ownershipControls] },
  );

  const certificate = new Certificate(`${name}-certificate`, { domainName: hostName, validationMethod: "DNS", region });
  const option = certificate.domainValidationOptions[0];
  const certificateRecord = new Record(`${name}-certificate-record`, {
    zoneId,
    name: option.resourceRecordName.apply(withoutFinalDot),
    type: "CNAME",
    ttl,
    records: [option.resourceRecordValue.apply(withoutFinalDot)],
  });
  const validation = new CertificateValidation(
    `${name}-certificate-validation`,
    { certificateArn: certificate.arn, validationRecordFqdns: [option.resourceRecordName], region },
    { dependsOn: [certificateRecord] },
  );

  const accessControl = new OriginAccessControl(`${name}-origin-access-control`, {
    description: "MTA-STS policy",
    originAccessControlOriginType: "s3",
    signingBehavior: "always",
    signingProtocol: "sigv4",
  });
  const distribution = new Distribution(`${name}-distribution`, {
    aliases: [hostName],
    comment: `MTA-STS policy of ${hostName}`,
    enabled: true,
    isIpv6Enabled: true,
    httpVersion: "http2and3",
    origins: [
      { originId: "policy", domainName: bucket.bucketRegionalDomainName, originAccessControlId: accessControl.id },
    ],
    defaultCacheBehavior: {
      targetOriginId: "policy",
      viewerProtocolPolicy: "https-only",
      allowedMethods: ["GET", "HEAD"],
      cachedMethods: ["GET", "HEAD"],
      cachePolicyId: "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
      compress: false,
    },
    restrictions: { geoRestriction: { restrictionType: "none" } },
    viewerCertificate: {
      acmCertificateArn: validation.certificateArn,
      minimumProtocolVersion: "TLSv1.2_2021",
      sslSupportMethod: "sni-only",
    },
  });
  const policy = pulumi.all([bucket.arn, distribution.arn]).apply(([bucketArn, distributionArn]) =>
    JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "AllowDistribution",
          Effect: "Allow",
          Principal: { Service: "cloudfront.amazonaws.com" },
          Action: "s3:GetObject",
          Resource: `${bucketArn}/${key}`,
          Condition: { StringEquals: { "AWS:SourceArn": distributionArn } },
        },
        {
          Sid: "DenyPlainHttp",
          Effect: "Deny",
          Principal: "*",
          Action: "s3:*",
          Resource: [bucketArn, `${bucketArn}/*`],
          Condition: { Bool: { "aws:SecureTransport": "false" } },
        },
      ],
    }),
  );
  const bucketPolicy = new BucketPolicy(
    `${name}-bucket-policy`,
    { bucket: bucket.id, policy },
    { dependsOn: [publicAccessBlock] },
  );

  const serving = [policyFile, distribution, bucketPolicy];
  const hostRecord = new Record(
    `${name}-host-record`,
    { zoneId, name: hostName, type: "CNAME", ttl, records: [distribution.domainName] },
    { dependsOn: serving },
  );
  new Record(`${name}-tls-rpt-record`, {
    zoneId,
    name: `_smtp._tls.${domain}`,
    type: "TXT",
    ttl,
    records: [`v=TLSRPTv1; rua=${rua}`],
  });
  new Record(
    `${name}-sts-record`,
    { zoneId, name: `_mta-sts.${domain}`, type: "TXT", ttl, records: [`v=STSv1; id=${policyId};`] },
    { dependsOn: [...serving, hostRecord] },
  );
}
