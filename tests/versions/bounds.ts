import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import semver from "semver";
import { manifestIn, root, setNames, versionsOf } from "./sets";

/** One alternative of a range that a manifest claims. */
export interface Bound {
  readonly claimedBy: string;
  readonly name: string;
  /** One alternative: `^7.2.0` of `^6.9.0 || ^7.2.0`. */
  readonly range: string;
  readonly lowest: string;
}

const packages = ["pulumi-mtasts", "cdktf-mtasts", "cdktn-mtasts"] as const;

/** The bounds of all peer ranges. */
export const peerBounds: readonly Bound[] = packages.flatMap((claimedBy) => {
  const { peerDependencies = {} } = manifestIn(path.join(root, "packages", claimedBy));
  return Object.entries(peerDependencies).flatMap(([name, ranges]) =>
    ranges.split("||").map((range) => ({
      claimedBy,
      name,
      range: range.trim(),
      lowest: semver.minVersion(range)?.version ?? "",
    })),
  );
});

/** Versions that are run elsewhere than in a set of this folder, with the test that does it. */
const elsewhere: Readonly<Record<string, readonly string[]>> = {
  "@pulumi/aws": [manifestIn(path.join(root, "tests", "e2e", "aws6")).dependencies?.["@pulumi/aws"] ?? ""],
};

/** Every version of a package that is run for the package that claims it, in order. */
export function versionsRun({ claimedBy, name, range }: Bound): readonly string[] {
  const framework = claimedBy.split("-")[0] ?? "";
  const sets = setNames.filter((set) => set.startsWith(`${framework}-`));
  const workspace = manifestIn(path.join(root, "node_modules", name)).version ?? "";
  const run = [...sets.map((set) => versionsOf(set)[name] ?? ""), workspace, ...(elsewhere[name] ?? [])];
  const inRange = run.map((version) => version.replace(/^v/u, "")).filter((one) => semver.satisfies(one, range));
  return [...new Set(inRange)].sort(semver.compare);
}

/** A range that a Terraform module asks of an engine or a provider. */
export interface ModuleBound {
  readonly source: string;
  readonly ranges: ReadonlySet<string>;
}

/** What the modules' `versions.tf` require, by provider; the engine as `terraform`. */
export const moduleBounds: readonly ModuleBound[] = readModuleBounds();

function readModuleBounds(): readonly ModuleBound[] {
  const examples = path.join(root, "examples");
  const files = readdirSync(examples).filter((name) => name.startsWith("terraform-"));
  const ranges = new Map<string, Set<string>>();
  const add = (source: string, range: string): void => {
    ranges.set(source, (ranges.get(source) ?? new Set()).add(range));
  };
  for (const folder of files) {
    const text = readFileSync(path.join(examples, folder, "versions.tf"), "utf8");
    for (const [, range = ""] of text.matchAll(/required_version\s*=\s*"([^"]+)"/gu)) add("terraform", range);
    for (const [, source = "", range = ""] of text.matchAll(/source\s*=\s*"([^"]+)"\s+version\s*=\s*"([^"]+)"/gu)) {
      add(source, range);
    }
  }
  return [...ranges]
    .map(([source, found]) => ({ source, ranges: found }))
    .sort((a, b) => (a.source < b.source ? -1 : 1));
}

/** A version of an engine or provider, what was run with it, and where. */
export interface ProviderRun {
  readonly version: string;
  readonly what: string;
  readonly test: string;
}

/** The versions of the real providers and engines, and what is known of each. */
export const providerRuns: Readonly<Record<string, readonly ProviderRun[]>> = {
  "cloudflare/cloudflare": [
    { version: "5.9.0", what: "types of its bindings", test: "tests/versions/providers.test.ts" },
    { version: "5.14.0", what: "types of its bindings", test: "tests/repository/bindings.test.ts" },
  ],
  "hashicorp/aws": [
    { version: "5.100.0", what: "the real provider, on moto", test: "tests/real-aws/real-aws.test.ts" },
    { version: "6.0.0", what: "types of its bindings", test: "tests/versions/providers.test.ts" },
    { version: "6.25.0", what: "types of its bindings", test: "tests/repository/bindings.test.ts" },
    { version: "6.66.0", what: "types of its bindings", test: "tests/versions/providers.test.ts" },
  ],
  "hashicorp/random": [{ version: "3.7.2", what: "types of its bindings", test: "tests/repository/bindings.test.ts" }],
  terraform: [
    { version: "1.11.4", what: "Terraform, on the emulated clouds", test: "tests/terraform/modules.test.ts" },
    { version: "1.12.6", what: "OpenTofu, on the emulated clouds", test: "tests/terraform/modules.test.ts" },
  ],
};

/** Terraform's notation in that of npm: the comma is "and". */
export function asSemver(range: string): string {
  return range.replaceAll(",", " ");
}
