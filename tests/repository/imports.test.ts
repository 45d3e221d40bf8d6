import { execFileSync } from "node:child_process";
import { describe, expect, it } from "@jest/globals";

/** Which files the packages load beyond what the program has loaded for itself. */
function loadedBeyond(bare: readonly string[], modules: readonly string[]): readonly string[] {
  const code = `
    for (const name of ${JSON.stringify(bare)}) require(name);
    const before = new Set(Object.keys(require.cache));
    for (const name of ${JSON.stringify(modules)}) require(name);
    console.log(JSON.stringify(Object.keys(require.cache).filter((file) => !before.has(file))));`;
  return JSON.parse(
    execFileSync(process.execPath, ["--eval", code], { cwd: __dirname, encoding: "utf8" }),
  ) as readonly string[];
}

const resources = [
  "acm/certificate",
  "acm/certificateValidation",
  "cloudfront/distribution",
  "cloudfront/originAccessControl",
  "route53/record",
  "s3/bucket",
  "s3/bucketObjectv2",
  "s3/bucketOwnershipControls",
  "s3/bucketPolicy",
  "s3/bucketPublicAccessBlock",
];

// Counted, not timed: a file more of the SDK or of a provider is what makes an import slow.
describe("importing pulumi-mtasts", () => {
  it("loads nothing of Pulumi beyond the modules of the resources that it makes, and of the zone that it looks up", () => {
    const bare = [
      "@pulumi/pulumi",
      "@pulumi/aws/route53/getZone.js",
      ...resources.map((name) => `@pulumi/aws/${name}.js`),
    ];
    const added = loadedBeyond(bare, ["pulumi-mtasts", "pulumi-mtasts/aws"]);
    expect(added.filter((file) => /node_modules.@pulumi/u.test(file))).toEqual([]);
    expect(added.length).toBeGreaterThan(0);
    expect(added.length).toBeLessThan(150);
  });
});
