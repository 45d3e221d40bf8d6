import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "@jest/globals";
import { argumentsFor, places } from "./cases";
import { synthesise, type Synthesised } from "./cdktf-twin";
import { edges } from "./configurations";
import { types } from "./names";
import type { ProviderSchema } from "./schema/provider-schema";
import { schemaFile } from "./schema/real-provider";
import { violations } from "./schema/violations";
import type { Arguments } from "./twin";

const schema = JSON.parse(readFileSync(schemaFile, "utf8")) as ProviderSchema;

/** Everything in which a configuration is not what version 5 of the AWS provider takes. */
function violationsOf({ resource = {}, provider = {} }: Synthesised): readonly string[] {
  const ofResources = Object.entries(resource).flatMap(([type, byName]) => {
    const block = schema.resource_schemas[type]?.block;
    if (block === undefined) return type.startsWith("aws_") ? [`${type} is not in the schema`] : [];
    return Object.values(byName).flatMap((attributes) => violations(type, attributes, block));
  });
  const ofProviders = (provider["aws"] ?? []).flatMap((one) => violations("provider aws", one, schema.provider.block));
  return [...ofResources, ...ofProviders];
}

/** Version 6 brought the argument, in place of a provider for each region. */
const ofVersion6 = [
  "aws_acm_certificate.region does not exist",
  "aws_acm_certificate_validation.region does not exist",
];

/** Terraform makes a text of a truth value. */
const ofProvider = ['provider aws.skip_metadata_api_check is no "string": true'];

/** What is found all the same, by the host. */
const expected: Readonly<Record<string, readonly string[]>> = {
  cloudfront: ofVersion6,
  "cloudfront in another account": ofVersion6,
  r2: ofProvider,
  "r2 in another account": ofProvider,
};

describe("what is synthesised is what the real AWS provider takes", () => {
  it.each(places)("%s, %s", (...place) => {
    for (const name of ["reports", "enforce", "none without a host"]) {
      const found = violationsOf(synthesise(argumentsFor(place, edges[name]!)));
      expect([...found].sort()).toEqual(expected[place[0]] ?? []);
    }
  });

  it("and nothing of AWS is left out", () => {
    const known = Object.values(types).filter((type) => type.startsWith("aws_"));
    expect(Object.keys(schema.resource_schemas).sort()).toEqual([...new Set(known)].sort());
  });
});

describe("a configuration that the provider refuses is found", () => {
  let good: Synthesised;
  beforeAll(() => {
    good = synthesise(argumentsFor(["cloudfront with version 5", "route53"], edges["reports"]!));
  });

  /** The configuration with other arguments for its one resource of a type. */
  function edited(type: string, change: (attributes: Arguments) => Arguments): Synthesised {
    const byName = Object.entries(good.resource?.[type] ?? {}).map(([name, given]) => [name, change(given)]);
    return { ...good, resource: { ...good.resource, [type]: Object.fromEntries(byName) as Record<string, Arguments> } };
  }

  it("as it is, nothing is", () => {
    expect(violationsOf(good)).toEqual([]);
  });

  it.each<[string, string, (attributes: Arguments) => Arguments, string]>([
    [
      "a name that does not exist",
      "aws_s3_object",
      (a) => ({ ...a, contents: "" }),
      "aws_s3_object.contents does not exist",
    ],
    ["one that is missing", "aws_s3_object", ({ key: _, ...a }) => a, "aws_s3_object.key is missing"],
    ["a computed one", "aws_s3_bucket", (a) => ({ ...a, arn: "arn" }), "aws_s3_bucket.arn is what the provider says"],
    [
      "a list for a text",
      "aws_acm_certificate",
      (a) => ({ ...a, domain_name: ["a"] }),
      'aws_acm_certificate.domain_name is no "string": ["a"]',
    ],
    [
      "a text for a truth value",
      "aws_cloudfront_distribution",
      (a) => ({ ...a, enabled: "true" }),
      'aws_cloudfront_distribution.enabled is no "bool": "true"',
    ],
    [
      "a block that is missing",
      "aws_cloudfront_distribution",
      ({ viewer_certificate: _, ...a }) => a,
      "aws_cloudfront_distribution.viewer_certificate is missing",
    ],
    [
      "two of a block of which there is one",
      "aws_s3_bucket_ownership_controls",
      (a) => ({ ...a, rule: [a["rule"], a["rule"]] }),
      "aws_s3_bucket_ownership_controls.rule is no single block",
    ],
    [
      "a name within a block",
      "aws_cloudfront_distribution",
      (a) => ({ ...a, origin: [{ domain_name: "a", origin_id: "b", path: "/" }] }),
      "aws_cloudfront_distribution.origin[0].path does not exist",
    ],
  ])("%s", (_, type, change, violation) => {
    expect(violationsOf(edited(type, change))).toEqual([violation]);
  });
});
