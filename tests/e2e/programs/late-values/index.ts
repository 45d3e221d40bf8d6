import * as pulumi from "@pulumi/pulumi";
import { MtaSts, type PolicyHost } from "pulumi-mtasts";
import { cloudfront, route53 } from "pulumi-mtasts/aws";

/** A host that does not look at the site at all before it creates something. */
const hasty: PolicyHost = {
  serve(name, site, dns, opts) {
    new pulumi.ComponentResource("test:index:Hasty", `${name}-hasty`, {}, opts);
    return cloudfront().serve(name, site, dns, opts);
  },
};

const config = new pulumi.Config();

function later<T>(value: T): Promise<T> {
  return new Promise((resolve) => {
    setTimeout(() => {
      resolve(value);
    }, 50);
  });
}

const mx = config.requireObject<string[]>("mx");

const mtaSts = new MtaSts("mail", {
  domain: pulumi.output(later(config.require("domain"))),
  mx: config.getBoolean("lookupFails") ? Promise.reject(new Error("the look-up of the MX hosts failed")) : later(mx),
  tlsRpt: { rua: pulumi.secret("mailto:tls-reports@example.org") },
  host: hasty,
  dns: route53({ zoneId: later("Z0EXAMPLECOM") }),
});

export const policyId = mtaSts.policyId;
