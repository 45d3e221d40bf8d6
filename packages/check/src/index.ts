export type { CheckOptions, NodePortsOptions, ServerAddress } from "./options";
export type * from "./ports";
export type * from "./report";
