import { Provider } from "@pulumi/aws/provider.js";
import * as pulumi from "@pulumi/pulumi";
import { MtaSts } from "pulumi-mtasts";
import { cloudfront, route53 } from "pulumi-mtasts/aws";

const config = new pulumi.Config();
const comment = config.require("comment");
const mail = {
  domain: "example.com",
  mx: ["mail.example.com"],
  tlsRpt: { rua: "mailto:tls-reports@example.org" },
  host: cloudfront(),
  dns: route53({ zoneId: "Z0EXAMPLECOM" }),
};
const account = new Provider("account", { region: "eu-central-1", defaultTags: { tags: { team: "mail" } } });

/** Gives one kind of child something more, and lets nobody's change of it count. */
const commented: pulumi.ResourceTransform = (child) =>
  child.type === "aws:cloudfront/distribution:Distribution"
    ? {
        props: { ...(child.props as object), comment },
        opts: { ...child.opts, ignoreChanges: ["comment"] },
      }
    : undefined;

const mtaSts = new MtaSts(config.require("name"), mail, {
  provider: account,
  protect: config.getBoolean("protect") ?? false,
  aliases: [{ name: "mail" }],
  transforms: [commented],
});

export const policyId = mtaSts.policyId;
