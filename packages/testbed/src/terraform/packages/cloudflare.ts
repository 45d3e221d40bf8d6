import { optional } from "../../cloud/schema.js";
import { type TerraformPackage } from "../provider-package.js";

export const cloudflarePackage: TerraformPackage = {
  source: "cloudflare/cloudflare",
  style: { plugin: "framework", sets: new Set(), limits: {} },
  config: {
    api_key: optional("string"),
    api_token: optional("string"),
    api_user_service_key: optional("string"),
    base_url: optional("string"),
    email: optional("string"),
    user_agent_operator_suffix: optional("string"),
  },
  configProblems: () => [],
  settingsOf: () => ({ region: "" }),
  idAttributes: { cloudflare_r2_custom_domain: "domain" },
  kept: {
    cloudflare_r2_bucket: ["creation_date"],
    cloudflare_workers_script: ["created_on"],
  },
  foreseen: {},
};
