import { getZoneOutput } from "@pulumi/aws/route53/getZone.js";
import { Record } from "@pulumi/aws/route53/record.js";
import * as pulumi from "@pulumi/pulumi";
import { RandomId } from "@pulumi/random/randomId.js";
import { MtaSts } from "pulumi-mtasts";
import { cloudfront, route53 } from "pulumi-mtasts/aws";

const config = new pulumi.Config();
const zoneId = getZoneOutput({ name: "example.com" }).zoneId;

/** A mail server whose name is known only when it exists. */
const server = new RandomId("server", { byteLength: 4 });
const host = pulumi.interpolate`mx-${server.hex}.example.com`;
new Record("server-record", { zoneId, name: host, type: "CNAME", ttl: 300, records: ["mail.example.net"] });

const mtaSts = new MtaSts("mail", {
  domain: pulumi.unsecret(config.requireSecret("domain")),
  mx: [host, "*.example.net"],
  tlsRpt: { rua: pulumi.secret("mailto:tls-reports@example.org") },
  host: cloudfront(),
  dns: route53({ zoneId }),
});

export const policyText = mtaSts.policyText;
