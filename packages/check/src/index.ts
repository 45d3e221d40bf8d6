export { isPublicAddress } from "./address";
export { checkDomain } from "./check-domain";
export { readDomain } from "./domain-name";
export type { CheckOptions, NodePortsOptions, ServerAddress } from "./options";
export type * from "./ports";
export { printable } from "./printable";
export type * from "./report";
