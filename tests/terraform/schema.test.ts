import { readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import type { AttributeSchema, BlockSchema, BlockTypeSchema, ProviderSchema } from "../parity/schema/provider-schema";
import { openDeployment, type Deployment } from "./deployment";
import { firstSettings } from "./stack";

jest.setTimeout(60_000);

/** Where the emulated provider differs from version 5.100 of the real one, and why it may. */
const exceptions: readonly (readonly [places: RegExp, reason: string])[] = [
  [/\.(region|bucket_region|bucket_namespace|skip_destroy|logging_v1_enabled|options\.export)$/u, "new in version 6"],
  [/\.tags_all$/u, "nobody may set it from version 6 on"],
  [/^aws_s3_bucket\.acl$/u, "a legacy argument, which the emulated bucket forgets"],
  [/\.forwarded_values\./u, "legacy settings, of which the emulated distribution has no opinion"],
  [/\.ordered_cache_behavior\.trusted_/u, "the same behaviour serves by default and by path"],
  [/^aws_cloudfront_distribution\.logging_config\.bucket$/u, "optional from version 6 on"],
  [/^aws\.endpoints\./u, "what is known of the real one has an endpoint as an example of all"],
  [/^aws\.default_tags$/u, "a second block is refused by either, by the engine here"],
];

/** Everything in the emulated schema that the real one does not have, or has otherwise. */
function differences(at: string, emulated: BlockSchema, real: BlockSchema): readonly string[] {
  const attributes = Object.entries(emulated.attributes ?? {}).filter(
    ([name, attribute]) => facts(attribute) !== facts(real.attributes?.[name]),
  );
  const blocks = Object.entries(emulated.block_types ?? {}).flatMap(([name, nested]) => {
    const theirs = real.block_types?.[name];
    if (theirs === undefined) return [`${at}.${name}`];
    const here = size(nested) === size(theirs) ? [] : [`${at}.${name}`];
    return [...here, ...differences(`${at}.${name}`, nested.block, theirs.block)];
  });
  return [...attributes.map(([name]) => `${at}.${name}`), ...blocks];
}

function facts({ type, required = false, optional = false, computed = false }: Partial<AttributeSchema> = {}): string {
  return JSON.stringify({ type, required, optional, computed });
}

function size({ nesting_mode, min_items = 0, max_items = 0 }: BlockTypeSchema): string {
  return [nesting_mode, min_items, max_items].join(" ");
}

describe("the emulated AWS provider", () => {
  let deployment: Deployment;
  let emulated: ProviderSchema;
  const file = path.join(__dirname, "..", "parity", "schema", "aws-5.100.0.json");
  const real = JSON.parse(readFileSync(file, "utf8")) as ProviderSchema;

  beforeAll(async () => {
    deployment = await openDeployment("tofu");
    await deployment.configure({ ...firstSettings, host: "cloudfront", zone: "route53" });
    const { output } = await deployment.must("providers", "schema", "-json");
    const { provider_schemas: schemas } = JSON.parse(output.slice(output.indexOf("{"))) as {
      readonly provider_schemas: Readonly<Record<string, ProviderSchema>>;
    };
    emulated = schemas["registry.opentofu.org/hashicorp/aws"]!;
  }, 900_000);
  afterAll(() => deployment.close());

  function allDifferences(): readonly string[] {
    const resources = Object.entries(emulated.resource_schemas).flatMap(([type, { block }]) =>
      differences(type, block, real.resource_schemas[type]?.block ?? {}),
    );
    return [...resources, ...differences("aws", emulated.provider.block, real.provider.block)];
  }

  it("has no attribute and no block that the real one does not have, but for known exceptions", () => {
    const unexplained = allDifferences().filter((place) => !exceptions.some(([places]) => places.test(place)));
    expect(unexplained).toEqual([]);
  });

  it("has none but these exceptions", () => {
    const found = allDifferences();
    expect(exceptions.filter(([places]) => !found.some((place) => places.test(place)))).toEqual([]);
  });
});
