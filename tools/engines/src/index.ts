export { nodejsLanguageHost, pulumiCli, pulumiEngines, type Engine } from "./catalogue.js";
export { MissingEngine, provideEngines, type EngineLocations } from "./provide.js";
export { openPulumiStack, type PulumiStack, type PulumiStackOptions } from "./pulumi-stack.js";
export type { CommandResult } from "./run-command.js";
