export { isPublicAddress } from "./address";
export { checkDomain } from "./check-domain";
export { readDomain } from "./domain-name";
export { lookBeforeDeploying, type LookOptions } from "./look-before-deploying";
export type { CheckOptions, NodePortsOptions, ServerAddress } from "./options";
export type * from "./ports";
export { printable } from "./printable";
export type * from "./report";
export { waitUntilServed, type Wait, type Waited } from "./wait-until-served";
