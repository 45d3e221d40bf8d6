import { execFileSync } from "node:child_process";
import { describe, expect, it } from "@jest/globals";
import { compile } from "./compile";

/** Runs a module as a consumer of the packages would, and returns what it prints as JSON. */
function consume(code: string): unknown {
  const args = ["--input-type=module", "--eval", code];
  return JSON.parse(execFileSync(process.execPath, args, { cwd: __dirname, encoding: "utf8" }));
}

describe("published packages", () => {
  it("are the same classes, imported or required", () => {
    const code = `
      import { createRequire } from "node:module";
      import { MtaSts } from "pulumi-mtasts";
      import { cloudfront } from "pulumi-mtasts/aws";
      import { checkDnsProvider } from "pulumi-mtasts/testing";
      import { planDeployment } from "@mtasts/core";
      const require = createRequire(import.meta.url);
      console.log(JSON.stringify([
        MtaSts === require("pulumi-mtasts").MtaSts,
        cloudfront === require("pulumi-mtasts/aws").cloudfront,
        checkDnsProvider === require("pulumi-mtasts/testing").checkDnsProvider,
        planDeployment === require("@mtasts/core").planDeployment,
      ]));`;
    expect(consume(code)).toEqual([true, true, true, true]);
  });

  it("have types for either module system", () => {
    const code = [
      'import { planDeployment, type Issue } from "@mtasts/core";',
      'import { MtaSts, type DnsProvider } from "pulumi-mtasts";',
      'import { cloudfront, route53 } from "pulumi-mtasts/aws";',
      'import { checkDnsProvider, type ConformanceProblem } from "pulumi-mtasts/testing";',
      'const dns: DnsProvider = route53({ zoneId: "Z1" });',
      'const nodes = new MtaSts("a", { domain: "example.com", host: cloudfront(), dns }).nodes.distribution.arn;',
      'const plan = planDeployment({ domain: "example.com" });',
      "const issues: readonly Issue[] = plan.ok ? [] : plan.issues;",
      "const problems: Promise<readonly ConformanceProblem[]> = checkDnsProvider(() => dns);",
      "export { nodes, issues, problems };",
    ].join("\n");
    const snippets = [false, true].map((isEsModule) => ({ place: "here", code, isEsModule }));
    expect([...compile(snippets).values()]).toEqual([[], []]);
  });

  it("load the AWS provider only where it is asked for, and only its needed modules", () => {
    const code = `
      import { createRequire } from "node:module";
      const require = createRequire(import.meta.url);
      const loaded = () => Object.keys(require.cache).filter((file) => /@pulumi.aws./.test(file));
      require("pulumi-mtasts");
      const before = loaded().length;
      require("pulumi-mtasts/aws");
      const roots = loaded().filter((file) => /@pulumi.aws.index\\.js$/.test(file)).length;
      console.log(JSON.stringify({ before, after: loaded().length, roots }));`;
    const { before, after, roots } = consume(code) as Record<string, number>;
    expect({ before, roots }).toEqual({ before: 0, roots: 0 });
    expect(after).toBeGreaterThan(0);
    expect(after).toBeLessThan(30);
  });
});
