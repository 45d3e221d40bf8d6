import js from "@eslint/js";
import tseslint from "typescript-eslint";

/** Roots that load or type-check whole providers: 1.6 s and 230 MB for each consumer. */
const heavyRoots = ["@pulumi/aws", "@pulumi/cloudflare", "@cdktf/provider-aws", "@cdktn/provider-aws"].map((name) => ({
  name,
  message: "import the resource's own module, for example @pulumi/aws/s3/bucket.js",
}));

const impure = {
  patterns: [
    { group: ["node:*"], message: "core is pure and also runs in browsers and Workers" },
    { group: ["@pulumi/*", "cdktf", "cdktn", "constructs"], message: "frameworks belong in the adapters" },
  ],
};

export default tseslint.config(
  {
    ignores: [
      "**/dist/",
      "**/node_modules/",
      "coverage/",
      "packages/cdktn-mtasts/src/",
      "packages/cli/bundle/",
      "packages/try/bundle/",
      "tests/repository/bindings/",
      "tests/versions/programs/",
    ],
  },
  js.configs.recommended,
  {
    files: ["**/*.ts"],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "no-restricted-imports": "off",
      "@typescript-eslint/no-restricted-imports": ["error", { paths: heavyRoots }],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/prefer-readonly-parameter-types": "off",
      "@typescript-eslint/no-unused-vars": ["error", { ignoreRestSiblings: true, argsIgnorePattern: "^_" }],
      "@typescript-eslint/switch-exhaustiveness-check": "error",
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
      "max-lines": ["error", { max: 400 }],
      "max-params": ["error", { max: 4 }],
      complexity: ["error", { max: 15 }],
      eqeqeq: "error",
    },
  },
  {
    files: ["packages/core/src/**/*.ts"],
    rules: {
      "@typescript-eslint/no-restricted-imports": ["error", { paths: heavyRoots, ...impure }],
      "no-restricted-globals": ["error", "process", "Buffer", "fetch", "crypto", "setTimeout", "require", "console"],
    },
  },
  {
    // The declarations of an entry name the types of peers that are optional for it.
    files: ["packages/pulumi-mtasts/src/cloudflare/*.ts"],
    rules: { "@typescript-eslint/ban-ts-comment": ["error", { "ts-ignore": "allow-with-description" }] },
  },
  {
    // All that touches the network is behind the ports.
    files: ["packages/check/src/**/*.ts"],
    ignores: ["packages/check/src/node.ts", "packages/check/src/node/**"],
    rules: {
      "@typescript-eslint/no-restricted-imports": ["error", { paths: heavyRoots, ...impure }],
      "no-restricted-globals": ["error", "process", "Buffer", "fetch", "require", "console"],
    },
  },
  {
    files: ["**/test/**/*.ts", "tests/**/*.ts"],
    rules: {
      "max-lines": "off",
      "@typescript-eslint/no-non-null-assertion": "off",
    },
  },
  {
    files: ["**/*.mjs"],
    languageOptions: { globals: { process: "readonly", console: "readonly", URL: "readonly" } },
  },
);
