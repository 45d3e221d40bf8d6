import * as pulumi from "@pulumi/pulumi";
import { MtaSts } from "pulumi-mtasts";
import { cloudfront, route53 } from "pulumi-mtasts/aws";

const config = new pulumi.Config();
const failing = config.get("failing");
const secret = config.getObject<Readonly<Record<string, unknown>>>("hidden") ?? {};

/** The value; or a secret one, or an output that fails, where the configuration says so of this argument. */
function given<T>(argument: string, value: T): pulumi.Input<T> {
  if (argument in secret) return pulumi.secret(secret[argument]);
  if (argument !== failing) return value;
  return pulumi.output(value).apply((): T => {
    throw new Error("boom");
  });
}

const mtaSts = new MtaSts("mail", {
  domain: given("domain", "example.com"),
  mx: given<readonly pulumi.Input<string>[]>("mx", ["mail.example.com", given("host", "backup.example.com")]),
  maxAge: given("maxAge", 86_400),
  tlsRpt: { rua: given("rua", "mailto:tls-reports@example.org") },
  host: cloudfront(),
  dns: route53({ zoneId: given("zoneId", "Z0EXAMPLECOM") }),
  strict: config.getBoolean("strict"),
});

export const policyId = mtaSts.policyId;
