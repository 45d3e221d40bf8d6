/**
 * @jest-config-loader ts-node
 * @jest-config-loader-options {"transpileOnly": true}
 */
import type { Config } from "jest";

// No test touches the network, nor what it starts: those that look at an emulated internet say so themselves.
process.env["MTASTS_OFFLINE"] = "1";

const swc = [
  "@swc/jest",
  { jsc: { target: "es2022", parser: { syntax: "typescript" } }, module: { type: "commonjs" } },
];

/** Unit tests read the sources of the workspace, so that they need no build. */
const sources = {
  "^@mtasts/core/lifecycle$": "<rootDir>/packages/core/src/lifecycle/index.ts",
  "^@mtasts/core/checking$": "<rootDir>/packages/core/src/checking.ts",
  "^@mtasts/core/adapter$": "<rootDir>/packages/core/src/adapter/index.ts",
  "^@mtasts/core/terraform$": "<rootDir>/packages/core/src/terraform/index.ts",
  "^@mtasts/core/deployment-outputs$": "<rootDir>/packages/core/src/deployment-outputs.ts",
  "^@mtasts/core/(fix|generate|plan-check|preflight)$": "<rootDir>/packages/core/src/$1/index.ts",
  "^@mtasts/core/public-suffix$": "<rootDir>/packages/core/src/public-suffix.ts",
  "^@mtasts/core$": "<rootDir>/packages/core/src/index.ts",
  "^@mtasts/check$": "<rootDir>/packages/check/src/index.ts",
  "^@mtasts/check/node$": "<rootDir>/packages/check/src/node.ts",
  "^cdktf-mtasts$": "<rootDir>/packages/cdktf-mtasts/src/index.ts",
  "^cdktf-mtasts/(aws|cloudflare|testing)$": "<rootDir>/packages/cdktf-mtasts/src/$1/index.ts",
  "^@mtasts/testbed/stage$": "<rootDir>/packages/testbed/src/stage/index.ts",
  "^@mtasts/testbed$": "<rootDir>/packages/testbed/src/index.ts",
  "^@mtasts/engines$": "<rootDir>/tools/engines/src/index.ts",
  "^pulumi-mtasts$": "<rootDir>/packages/pulumi-mtasts/src/index.ts",
  "^pulumi-mtasts/cloudflare$": "<rootDir>/packages/pulumi-mtasts/src/cloudflare/index.ts",
  "^pulumi-mtasts/aws$": "<rootDir>/packages/pulumi-mtasts/src/aws/index.ts",
  "^pulumi-mtasts/remote$": "<rootDir>/packages/pulumi-mtasts/src/remote/index.ts",
  "^pulumi-mtasts/testing$": "<rootDir>/packages/pulumi-mtasts/src/testing/index.ts",
};

/** Published as ES modules alone; jest loads CommonJS. */
const esModules = ["wrap-ansi", "string-width", "strip-ansi", "ansi-regex", "ansi-styles", "get-east-asian-width"];

function project(displayName: string, folder: string) {
  return {
    displayName,
    roots: [`<rootDir>/${folder}`],
    // The folder for temporary files goes with the run.
    cacheDirectory: "<rootDir>/node_modules/.cache/jest",
    testMatch: ["**/*.test.ts"],
    testEnvironment: "node",
    // Pulumi's state outlives a test file.
    testEnvironmentOptions: { globalsCleanup: "off" },
    transform: { "\\.ts$": swc, [`node_modules/(?:${esModules.join("|")})/.*\\.js$`]: swc },
    transformIgnorePatterns: [`node_modules/(?!(?:${esModules.join("|")})/)`, "\\.pnp\\.[^\\/]+$"],
    moduleNameMapper: { ...sources, "^(\\.{1,2}/.*)\\.js$": "$1" },
  };
}

/** Of the faults there are two whole matrices, of which only a sample is run unless `FAULTS` asks for more. */
function faults() {
  const whole = "/(pulumi|terraform)/(cloudfront|external|moves|r2|worker)";
  const testPathIgnorePatterns = ["/node_modules/", ...(process.env["FAULTS"] === undefined ? [whole] : [])];
  return { ...project("faults", "tests/faults"), testPathIgnorePatterns };
}

/** The layouts of other programs' new projects have manifests of the same name. */
function newcomer() {
  return { ...project("newcomer", "tests/newcomer"), modulePathIgnorePatterns: ["/newcomer/layouts/"] };
}

/** The same tests with CDK Terrain in place of CDKTF, on the package as it is emitted: they alone need a build. */
function cdkTerrain(of: ReturnType<typeof project>) {
  const built = "<rootDir>/packages/cdktn-mtasts/dist";
  const emitted = {
    "^cdktf$": "cdktn",
    "^cdktf-mtasts$": `${built}/index.js`,
    "^cdktf-mtasts/(aws|cloudflare|testing)$": `${built}/$1/index.js`,
  };
  return { ...of, moduleNameMapper: { ...of.moduleNameMapper, ...emitted } };
}

export default {
  projects: [
    project("core", "packages/core/test"),
    project("pulumi-mtasts", "packages/pulumi-mtasts/test"),
    project("pulumi-resource-mtasts", "packages/pulumi-resource-mtasts/test"),
    project("cdktf-mtasts", "packages/cdktf-mtasts/test"),
    cdkTerrain(project("cdktn-mtasts", "packages/cdktf-mtasts/test")),
    project("check", "packages/check/test"),
    project("cli", "packages/cli/test"),
    project("testbed", "packages/testbed/test"),
    project("try", "packages/try/test"),
    project("engines", "tools/engines/test"),
    project("differential", "tools/differential/test"),
    project("repository", "tests/repository"),
    project("parity", "tests/parity"),
    project("peers", "tests/peers"),
    project("e2e", "tests/e2e"),
    project("terraform", "tests/terraform"),
    project("versions", "tests/versions"),
    newcomer(),
    faults(),
    project("real-aws", "tests/real-aws"),
  ],
} satisfies Config;
