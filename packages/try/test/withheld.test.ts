import { devNull } from "node:os";
import { expect, it } from "@jest/globals";
import { withoutAccounts } from "../src/withheld";

it("withholds what leads to an account, and nothing else", () => {
  const kept = {
    PATH: "/bin",
    HOME: "/home/a",
    AWS_REGION: "eu-central-1",
    AWS_DEFAULT_REGION: "eu-central-1",
    TF_VAR_domain: "example.com",
    PULUMI_NODEJS_TRANSPILE_ONLY: "true",
    NODE_OPTIONS: "",
    CFLAGS: "-O2",
  };
  const withheld = {
    AWS_ACCESS_KEY_ID: "a",
    AWS_PROFILE: "a",
    AWS_SESSION_TOKEN: "a",
    CLOUDFLARE_API_TOKEN: "a",
    CF_API_KEY: "a",
    PULUMI_ACCESS_TOKEN: "a",
    PULUMI_BACKEND_URL: "s3://real",
    PULUMI_CONFIG_PASSPHRASE: "a",
    TF_TOKEN_app_terraform_io: "a",
    TF_WORKSPACE: "production",
    TF_CLI_ARGS_apply: "-state=real",
    ARM_CLIENT_SECRET: "a",
    GOOGLE_APPLICATION_CREDENTIALS: "a",
    GITHUB_TOKEN: "a",
    VAULT_TOKEN: "a",
  };
  expect(withoutAccounts({ ...kept, ...withheld })).toEqual({
    ...kept,
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    AWS_EC2_METADATA_DISABLED: "true",
  });
});
