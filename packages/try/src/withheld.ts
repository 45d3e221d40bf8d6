import { devNull } from "node:os";

/**
 * Variables that lead to accounts, by what their names begin with: of the clouds, of the engines and their back ends. `TF_VAR_…` is
 * an argument of the program; a region and the options of the language are no secret.
 */
const withheld =
  /^(AWS|AMAZON|CLOUDFLARE|CF|PULUMI|TF|TOFU|TERRAFORM|ARM|AZURE|GOOGLE|GCLOUD|GCP|CLOUDSDK|GITHUB|GH|GITLAB|VAULT|HCP|DIGITALOCEAN|OCI)_/iu;
const harmless = /^(TF_VAR_.*|PULUMI_NODEJS_.*|AWS_REGION|AWS_DEFAULT_REGION)$/iu;

/** The environment without what leads to an account, and with the files switched off in which SDKs look for credentials. */
export function withoutAccounts(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(([name]) => !withheld.test(name) || harmless.test(name));
  return {
    ...Object.fromEntries(kept),
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    AWS_EC2_METADATA_DISABLED: "true",
  };
}
