import { type TerraformPackage } from "../provider-package.js";
import { awsPackage } from "./aws.js";
import { cloudflarePackage } from "./cloudflare.js";
import { randomPackage } from "./random.js";

/** The providers that Terraform and OpenTofu can attach to. */
export const terraformPackages: readonly TerraformPackage[] = [awsPackage, cloudflarePackage, randomPackage];
