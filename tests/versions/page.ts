import { moduleBounds, peerBounds, providerRuns, versionsRun } from "./bounds";

/** `docs/reference/versions.md`: what is claimed, and what was run for it. */
export function versionsPage(): string {
  return [
    "# Supported versions",
    "",
    "Written by `npm run docs:versions`, from the manifests, the modules' `versions.tf`, and the versions that the tests install.",
    "A version within a range that is not listed here was not run.",
    "",
    "## npm packages",
    "",
    "For each version, `tests/versions` compiles the package's source against that version's types, which finds an argument that",
    "it does not know or that it requires. It then registers every host with every DNS provider under mocks (Pulumi), or",
    "synthesizes them in full (CDKTF and CDK Terrain), and compares the result with that of the versions in this repository.",
    "The versions in this repository also run on the real engines.",
    "",
    "| package | peer | range | lowest version run | highest version run |",
    "| --- | --- | --- | --- | --- |",
    ...peerBounds.map((bound) => {
      const run = versionsRun(bound);
      const cells = [`\`${bound.claimedBy}\``, `\`${bound.name}\``, `\`${bound.range}\``, run[0], run.at(-1)];
      return `| ${cells.join(" | ")} |`;
    }),
    "",
    "`@pulumi/pulumi` 3.260 and later require Node.js 22; the highest version runs on it. `@pulumi/aws` 6.83 also runs on the",
    "real engine (`tests/e2e/aws6.test.ts`). `cdktn` 0.24 does not accept `constructs` 10.8.",
    "",
    "## Terraform modules",
    "",
    "The real providers, except for one, cannot be installed in the tests. For those, the arguments that the modules set are",
    "compared with the types of the bindings generated from that version, and applied to the emulated clouds.",
    "",
    "| source | ranges | version run | what was run | test |",
    "| --- | --- | --- | --- | --- |",
    ...moduleBounds.flatMap(({ source, ranges }) =>
      (providerRuns[source] ?? []).map(({ version, what, test }) => {
        const claimed = [...ranges].sort().map((range) => `\`${range}\``);
        return `| \`${source}\` | ${claimed.join(", ")} | ${version} | ${what} | \`${test}\` |`;
      }),
    ),
    "",
    "Two limits come from the providers:",
    "",
    "- The object on R2 sets `override_provider`, which the AWS provider has had since 5.24",
    "  ([pull request 33262](https://github.com/hashicorp/terraform-provider-aws/pull/33262)), so that R2, which refuses tags, gets",
    "  none. Versions 6 are reported to add a provider's `default_tags` all the same",
    "  ([issue 45381](https://github.com/hashicorp/terraform-provider-aws/issues/45381)): give the provider of the R2 object no",
    "  `default_tags`.",
    "- `cloudflare_r2_custom_domain` takes all its arguments from version 5.9 of the Cloudflare provider on.",
    "",
  ].join("\n");
}
