import { tmpdir } from "node:os";
import { App, TerraformStack } from "cdktf";
import { AwsProvider, type AwsProviderArgs } from "cdktf-mtasts/aws";
import { AWS_VERSION } from "../parity/schema/real-provider";

/**
 * The configuration of a stack as version 5 of the AWS provider takes it, with a second one for us-east-1.
 *
 * @param provider - What both providers get.
 * @param fill - Puts constructs into the stack.
 */
export function realStack(
  provider: AwsProviderArgs,
  fill: (stack: TerraformStack, usEast1Provider: AwsProvider) => void,
): object {
  const stack = new TerraformStack(new App({ outdir: tmpdir(), stackTraces: false }), "mta-sts");
  const options = { version: AWS_VERSION };
  new AwsProvider(stack, "aws", { region: "eu-central-1", ...provider }, options);
  const east = new AwsProvider(stack, "east", { region: "us-east-1", ...provider }, { alias: "east", ...options });
  fill(stack, east);
  const { terraform, ...rest } = stack.toTerraform() as { readonly terraform: Readonly<Record<string, unknown>> };
  return { ...rest, terraform: { required_providers: terraform["required_providers"] } };
}

/** What keeps that provider from asking for accounts that are not there. */
export const offline: AwsProviderArgs = {
  access_key: "key",
  secret_key: "secret",
  skip_credentials_validation: true,
  skip_metadata_api_check: true,
  skip_requesting_account_id: true,
};
