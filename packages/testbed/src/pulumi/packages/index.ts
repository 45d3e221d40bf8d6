import { type ProviderPackage } from "../provider-package.js";
import { awsPackage } from "./aws.js";
import { cloudflarePackage } from "./cloudflare.js";
import { randomPackage } from "./random.js";

/** The providers that the engine can attach to. */
export const providerPackages: readonly ProviderPackage[] = [awsPackage, cloudflarePackage, randomPackage];
