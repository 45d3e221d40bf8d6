export { nodejsLanguageHost, openTofu, pulumiCli, pulumiEngines, type Engine, type GoRelease } from "./catalogue.js";
export { MissingEngine, provideEngines, type EngineLocations } from "./provide.js";
export { MissingPython, providePython, type PythonPackages } from "./python.js";
export { openPulumiStack, type PulumiStack, type PulumiStackOptions } from "./pulumi-stack.js";
export type { CommandResult } from "./run-command.js";
