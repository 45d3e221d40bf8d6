export { checkDnsProvider } from "./dns-provider.js";
export { checkPolicyHost } from "./policy-host.js";
export type { ConformanceOptions, ConformanceProblem, ConformanceRule } from "./problem.js";
