// What importing the package costs beside importing the SDK and the single modules of the provider that it needs anyway.
import { execFileSync } from "node:child_process";
import process from "node:process";
import { median } from "./median.mjs";

export const bareImports = [
  "@pulumi/pulumi",
  "@pulumi/aws/acm/certificate.js",
  "@pulumi/aws/acm/certificateValidation.js",
  "@pulumi/aws/cloudfront/distribution.js",
  "@pulumi/aws/cloudfront/originAccessControl.js",
  "@pulumi/aws/route53/record.js",
  "@pulumi/aws/s3/bucket.js",
  "@pulumi/aws/s3/bucketObjectv2.js",
  "@pulumi/aws/s3/bucketOwnershipControls.js",
  "@pulumi/aws/s3/bucketPolicy.js",
  "@pulumi/aws/s3/bucketPublicAccessBlock.js",
];
const ours = ["pulumi-mtasts", "pulumi-mtasts/aws"];

/** The modules in fresh processes, again and again, the two sides in turn. */
export function measureImports(rounds) {
  const pairs = Array.from({ length: rounds }, () => [importAll(bareImports), importAll([...bareImports, ...ours])]);
  const added = (key) => median(pairs.map(([bare, all]) => all[key] - bare[key]));
  const of = (side, key) => median(pairs.map((pair) => pair[side][key]));
  const row = (side) => ({ ms: of(side, "ms"), rssMiB: of(side, "rssMiB"), files: of(side, "files") });
  return {
    rounds,
    bare: row(0),
    all: row(1),
    added: { ms: added("ms"), rssMiB: added("rssMiB"), files: added("files") },
  };
}

function importAll(names) {
  const code = `
    const started = performance.now();
    for (const name of ${JSON.stringify(names)}) require(name);
    const ms = performance.now() - started;
    const rssMiB = process.memoryUsage.rss() / 2 ** 20;
    console.log(JSON.stringify({ ms, rssMiB, files: Object.keys(require.cache).length }));`;
  return JSON.parse(execFileSync(process.execPath, ["--eval", code], { cwd: import.meta.dirname, encoding: "utf8" }));
}
