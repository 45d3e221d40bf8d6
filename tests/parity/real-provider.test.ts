import { readFileSync, writeFileSync } from "node:fs";
import { describe, expect, it, jest } from "@jest/globals";
import { types } from "./names";
import { reduced } from "./schema/provider-schema";
import { AWS_VERSION, findRealProvider, RealFolder, schemaFile } from "./schema/real-provider";

jest.setTimeout(120_000);

const found = findRealProvider();
if (found === undefined) {
  console.warn(
    `SKIPPED: no Terraform on PATH, or no mirror with version ${AWS_VERSION} of the AWS provider on this disk. ` +
      "What is synthesised is compared with the committed schema only.",
  );
}
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
});
