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

/** How the provider is given: `provider`, or as a list or an object of `providers`. */
const providers: Readonly<Record<string, pulumi.ComponentResourceOptions>> = {
  provider: { provider: account },
  list: { providers: [account] },
  object: { providers: { aws: account } },
};

/** Gives one kind of child something more, and lets nobody's change of it count. */
const commented: pulumi.ResourceTransform = (child) =>
  child.type === "aws:cloudfront/distribution:Distribution"
    ? {
        props: { ...(child.props as object), comment },
        opts: { ...child.opts, ignoreChanges: ["comment"] },
      }
    : undefined;

/** The older kind, which runs in the program. */
const priced: pulumi.ResourceTransformation = ({ type, props, opts }) =>
  type === "aws:cloudfront/distribution:Distribution"
    ? { props: { ...(props as object), priceClass: "PriceClass_100" }, opts }
    : undefined;

const mtaSts = new MtaSts(config.require("name"), mail, {
  ...providers[config.get("providers") ?? "provider"],
  protect: config.getBoolean("protect") ?? false,
  ...(config.getBoolean("retain") === undefined ? {} : { retainOnDelete: config.requireBoolean("retain") }),
  aliases: [{ name: "mail" }],
  transforms: [commented],
  transformations: [priced],
});

export const policyId = mtaSts.policyId;
