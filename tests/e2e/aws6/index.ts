import type { CertificateArgs } from "@pulumi/aws/acm/certificate.js";
import { Provider } from "@pulumi/aws/provider.js";
import * as pulumi from "@pulumi/pulumi";
import { MtaSts } from "pulumi-mtasts";
import { cloudfront, route53 } from "pulumi-mtasts/aws";

/** Does not compile with version 7. */
export const resourcesHaveRegion: "region" extends keyof CertificateArgs ? true : false = false;

const config = new pulumi.Config();
const account = new Provider("account", { region: "eu-central-1" });
const usEast1Provider = new Provider("us-east-1", { region: "us-east-1" });

const mtaSts = new MtaSts(
  "mail",
  {
    domain: config.require("domain"),
    mx: config.requireObject<string[]>("mx"),
    tlsRpt: { rua: config.require("rua") },
    host: cloudfront({
      usEast1Provider,
      transform: { distribution: (args) => ({ ...args, priceClass: "PriceClass_100" }) },
    }),
    dns: route53({ zoneId: config.require("zoneId") }),
  },
  { provider: account },
);

export const distribution: pulumi.Output<string> = mtaSts.nodes.distribution.domainName;
export const policyId = mtaSts.policyId;
