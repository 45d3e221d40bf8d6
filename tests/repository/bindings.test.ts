import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, it, jest } from "@jest/globals";
import { bindingsFolder, compileBindings, installBindings } from "./bindings-compiler";
import { root } from "./snippets";

// Half a gigabyte may have to be fetched first.
jest.setTimeout(300_000);

const isInstalled = installBindings();
const withBindings = isInstalled ? it : it.skip;
if (!isInstalled) console.warn('skipped: no bindings; run "npm ci --prefix tests/repository/bindings"');

const argumentsOfAws = path.join(root, "packages", "cdktf-mtasts", "dist", "aws", "resources.d.ts");

describe("the resource types of cdktf-mtasts", () => {
  it("are all compared", () => {
    const declared = ["aws", "cloudflare"].flatMap((cloud) => {
      const folder = path.join(root, "packages", "cdktf-mtasts", "src", cloud);
      const text = ["resources.ts", "provider.ts"]
        .map((file) => readFileSync(path.join(folder, file), "utf8"))
        .join("");
      const classes = [...text.matchAll(/extends (?:Taggable)?(?:Resource|Provider)<(\w+)>/gu)];
      return classes.map(([, name = ""]) => name);
    });
    const compared = readFileSync(path.join(bindingsFolder, "resources.ts"), "utf8");
    expect(declared.length).toBeGreaterThan(15);
    expect(declared.filter((name) => !compared.includes(`  ${name}: Differences<`))).toEqual([]);
  });

  withBindings("are those of the bindings: no name that does not exist, none missing, no other type", () => {
    expect(existsSync(argumentsOfAws)).toBe(true);
    expect(compileBindings()).toEqual([]);
  });
});

describe("a difference does not compile", () => {
  let original: string;
  beforeAll(() => {
    original = readFileSync(argumentsOfAws, "utf8");
  });

  withBindings.each([
    ["a name that does not exist", "http_version?: string", "http_versions?: string", "httpVersions is unknown"],
    ["a name within a block", "readonly origin_path?:", "readonly origin_paths?:", "origin[].originPaths is unknown"],
    ["a name that is missing", "readonly domain_name: string;", "", "domainName is required"],
    ["one that may be left out", "readonly key: string;", "readonly key?: string;", "key is required"],
    ["another type", "is_ipv6_enabled?: boolean", "is_ipv6_enabled?: string", "isIpv6Enabled has another type"],
    ["a list for a single value", "price_class?: string", "price_class?: readonly string[]", "priceClass is no list"],
    ["a single value for a list", "aliases?: readonly string[]", "aliases?: string", "aliases has another type"],
  ])("%s", (...[, from, to, problem]) => {
    expect(original).toContain(from);
    const problems = compileBindings(new Map([[argumentsOfAws, original.replace(from, to)]]));
    expect(problems.join("\n")).toContain(problem);
  });
});
