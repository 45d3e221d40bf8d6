import { Provider } from "../provider.js";

/** The arguments of the AWS provider that are used most. Others go through `addOverride`. */
export interface AwsProviderArgs {
  readonly region?: string;
  readonly profile?: string;
  readonly access_key?: string;
  readonly secret_key?: string;
  readonly allowed_account_ids?: readonly string[];
  readonly assume_role?: readonly { readonly role_arn: string; readonly external_id?: string }[];
  readonly default_tags?: readonly { readonly tags: Readonly<Record<string, string>> }[];
  readonly endpoints?: readonly Readonly<Record<string, string>>[];
  readonly s3_use_path_style?: boolean;
  readonly skip_credentials_validation?: boolean;
  readonly skip_metadata_api_check?: boolean | string;
  readonly skip_region_validation?: boolean;
  readonly skip_requesting_account_id?: boolean;
}

/**
 * The AWS provider, for stacks that have no bindings of it.
 *
 * @example
 * import { AwsProvider } from "cdktf-mtasts/aws";
 * import { TerraformStack, type App } from "cdktf";
 *
 * export function stack(app: App): TerraformStack {
 *   const mail = new TerraformStack(app, "mail");
 *   new AwsProvider(mail, "aws", { region: "eu-central-1" }, { version: "~> 6.0" });
 *   return mail;
 * }
 */
export class AwsProvider extends Provider<AwsProviderArgs> {
  static override readonly source = "hashicorp/aws";
}
