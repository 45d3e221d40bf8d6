/**
 * @jest-config-loader ts-node
 * @jest-config-loader-options {"transpileOnly": true}
 */
import type { Config } from "jest";

const swc = [
  "@swc/jest",
  { jsc: { target: "es2022", parser: { syntax: "typescript" } }, module: { type: "commonjs" } },
];

/** Unit tests read the sources of the workspace, so that they need no build. */
const sources = {
  "^@mtasts/core/lifecycle$": "<rootDir>/packages/core/src/lifecycle/index.ts",
  "^@mtasts/core$": "<rootDir>/packages/core/src/index.ts",
  "^@mtasts/testbed$": "<rootDir>/packages/testbed/src/index.ts",
  "^@mtasts/engines$": "<rootDir>/tools/engines/src/index.ts",
  "^pulumi-mtasts$": "<rootDir>/packages/pulumi-mtasts/src/index.ts",
  "^pulumi-mtasts/cloudflare$": "<rootDir>/packages/pulumi-mtasts/src/cloudflare/index.ts",
  "^pulumi-mtasts/aws$": "<rootDir>/packages/pulumi-mtasts/src/aws/index.ts",
  "^pulumi-mtasts/testing$": "<rootDir>/packages/pulumi-mtasts/src/testing/index.ts",
};

function project(displayName: string, folder: string) {
  return {
    displayName,
    roots: [`<rootDir>/${folder}`],
    testMatch: ["**/*.test.ts"],
    testEnvironment: "node",
    // Pulumi's state outlives a test file.
    testEnvironmentOptions: { globalsCleanup: "off" },
    transform: { "\\.ts$": swc },
    moduleNameMapper: { ...sources, "^(\\.{1,2}/.*)\\.js$": "$1" },
  };
}

export default {
  projects: [
    project("core", "packages/core/test"),
    project("pulumi-mtasts", "packages/pulumi-mtasts/test"),
    project("testbed", "packages/testbed/test"),
    project("engines", "tools/engines/test"),
    project("differential", "tools/differential/test"),
    project("repository", "tests/repository"),
    project("e2e", "tests/e2e"),
  ],
} satisfies Config;
