import { readFileSync, writeFileSync } from "node:fs";
import { describe, expect, it, jest } from "@jest/globals";
import { settingsOf, synthExample } from "./example";
import { types } from "./names";
import { reduced } from "./schema/provider-schema";
import { AWS_VERSION, RealFolder, realProviderFor, schemaFile } from "./schema/real-provider";

jest.setTimeout(180_000);

const found = realProviderFor("what is synthesised is compared with the committed schema only");
const withProvider = found === undefined ? it.skip : it;

describe("the real AWS provider", () => {
  withProvider("has the schema that is committed", async () => {
    const folder = await RealFolder.open(found!, "schema", {
      terraform: { required_providers: { aws: { source: "hashicorp/aws", version: AWS_VERSION } } },
    });
    try {
      const needed = [...new Set(Object.values(types))].filter((type) => type.startsWith("aws_")).sort();
      const live = reduced(await folder.schema(), needed);
      if (process.env["WRITE_DOCS"] !== undefined) writeFileSync(schemaFile, `${JSON.stringify(live, undefined, 2)}\n`);
      expect(JSON.parse(readFileSync(schemaFile, "utf8"))).toEqual(live);
    } finally {
      folder.close();
    }
  });

  withProvider.each([
    ["cdktf-cloudfront-route53", {}],
    ["cdktf-manual-dns", { mode: "enforce", maxAge: 604_800 }],
    ["cdktf-many-domains", {}],
  ])("takes what %s writes for version 5, with %j", async (example, settings) => {
    const folder = await RealFolder.open(found!, "valid", withVersion5(example, settings));
    try {
      expect(await folder.must("validate")).toContain("The configuration is valid");
    } finally {
      folder.close();
    }
  });

  withProvider("refuses what version 5 does not know", async () => {
    const configuration = withVersion5("cdktf-cloudfront-route53", { awsProvider: 6 });
    const folder = await RealFolder.open(found!, "invalid", configuration);
    try {
      await expect(folder.must("validate")).rejects.toThrow(/"region"/u);
    } finally {
      folder.close();
    }
  });
});

/** What an example writes, with exactly the version that is there. */
function withVersion5(example: string, settings: object): object {
  const { output, written } = synthExample(example, { ...settingsOf(example), awsProvider: 5, ...settings });
  if (written === undefined) throw new Error(output);
  const { required_providers, ...terraform } = written.terraform;
  const { aws, ...others } = required_providers as Readonly<Record<string, object>>;
  const pinned = { ...others, aws: { ...aws, version: AWS_VERSION } };
  return { ...written, terraform: { ...terraform, required_providers: pinned } };
}
