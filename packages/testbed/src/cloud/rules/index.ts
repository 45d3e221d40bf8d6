import { awsRules } from "./aws.js";
import { cloudflareRules } from "./cloudflare.js";
import { type RulesOf } from "./rule.js";

export { type Rule, type RulesOf } from "./rule.js";

/** Every rule of the real services that was looked up, enforced or not; `npm run docs` writes the reference page from it. */
export const cloudRules: readonly RulesOf[] = [...awsRules, ...cloudflareRules];
