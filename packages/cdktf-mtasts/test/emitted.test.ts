import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "@jest/globals";

const packages = path.join(__dirname, "..", "..");

/** The files of a built package, but for its ESM entries. */
function built(name: string, folder: string): readonly string[] {
  return readdirSync(path.join(packages, name, folder), { recursive: true, withFileTypes: true, encoding: "utf8" })
    .filter((entry) => entry.isFile() && !entry.parentPath.includes(`${path.sep}esm`))
    .map((entry) => path.relative(path.join(packages, name, folder), path.join(entry.parentPath, entry.name)))
    .sort();
}

function read(name: string, folder: string, file: string): string {
  return readFileSync(path.join(packages, name, folder, file), "utf8");
}

describe("the package for CDK Terrain", () => {
  it.each(["dist", "src"])("has the same files in %s, of which only that of the framework differs", (folder) => {
    const files = built("cdktf-mtasts", folder);
    expect(built("cdktn-mtasts", folder)).toEqual(files);
    const differing = files.filter((file) => read("cdktf-mtasts", folder, file) !== read("cdktn-mtasts", folder, file));
    expect(differing).toEqual(folder === "src" ? ["framework.ts"] : ["framework.d.ts", "framework.js"]);
    for (const file of differing) {
      const renamed = read("cdktf-mtasts", folder, file).replaceAll('"cdktf"', '"cdktn"');
      expect(read("cdktn-mtasts", folder, file)).toBe(renamed);
    }
  });

  it.each(["cdktf-mtasts", "cdktn-mtasts"])("has no other file in which %s imports a framework", (name) => {
    const files = built(name, "dist").filter((file) => /\.(js|d\.ts)$/u.test(file));
    const importing = files.filter((file) => {
      const code = read(name, "dist", file).replace(/^ *\* .*$/gmu, "");
      return /(require\(|from )"cdkt[fn]/u.test(code);
    });
    expect(importing).toEqual(["framework.d.ts", "framework.js"]);
  });

  it("has the same entries, and another framework", () => {
    const [one, other] = ["cdktf-mtasts", "cdktn-mtasts"].map(
      (name) => JSON.parse(read(name, ".", "package.json")) as Readonly<Record<string, unknown>>,
    );
    // What a registry shows follows the package's name; the rest is what a program meets.
    const shown = ["name", "description", "keywords", "homepage", "repository", "peerDependencies"];
    const [rest, otherRest] = [one!, other!].map((manifest) =>
      Object.fromEntries(Object.entries(manifest).filter(([key]) => !shown.includes(key))),
    );
    expect(otherRest).toEqual(rest);
    expect(Object.keys(rest!)).toContain("exports");
    expect([one!, other!].map(({ peerDependencies }) => Object.keys(peerDependencies as object))).toEqual([
      ["cdktf", "constructs"],
      ["cdktn", "constructs"],
    ]);
  });

  it("writes the same, so that nothing is replaced by a move", () => {
    const [one, other] = ["cdktf", "cdktn"].map((framework) => {
      const program = `
        const { App, TerraformStack } = require("${framework}");
        const { MtaSts } = require("${framework}-mtasts");
        const { AwsProvider, cloudfront, route53 } = require("${framework}-mtasts/aws");
        const { CloudflareProvider, RandomProvider, cloudflareDns, worker } = require("${framework}-mtasts/cloudflare");
        const { mkdtempSync, readFileSync, rmSync } = require("node:fs");
        const outdir = mkdtempSync(require("node:path").join(require("node:os").tmpdir(), "mtasts-app-"));
        const app = new App({ outdir, stackTraces: false });
        const stack = new TerraformStack(app, "mail");
        new AwsProvider(stack, "aws", { region: "eu-central-1" });
        new CloudflareProvider(stack, "cloudflare");
        new RandomProvider(stack, "random");
        const all = { mx: ["mail.example.com"], mode: "enforce", waitUntilServed: { timeoutSeconds: 60 }, checks: true };
        new MtaSts(stack, "one", { ...all, domain: "example.com", host: cloudfront(), dns: route53({ zoneId: "Z1" }) });
        const host = worker({ accountId: "a1", zoneId: "z1" });
        new MtaSts(stack, "two", { ...all, domain: "example.net", host, dns: cloudflareDns({ zoneId: "z1" }) });
        app.synth();
        console.log(readFileSync(outdir + "/stacks/mail/cdk.tf.json", "utf8"));
        rmSync(outdir, { recursive: true });`;
      const text = execFileSync(process.execPath, ["--eval", program], { cwd: __dirname, encoding: "utf8" });
      return JSON.parse(text) as { readonly "//": { readonly metadata: { readonly version: string } } };
    });
    const { "//": metadata, ...written } = one!;
    const { "//": otherMetadata, ...otherWritten } = other!;
    expect(otherWritten).toEqual(written);
    // One of them says which framework it was: they were not the same one.
    expect(otherMetadata.metadata.version).not.toBe(metadata.metadata.version);
  });
});
