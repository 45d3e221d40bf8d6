export {
  goLanguageHost,
  nodejsLanguageHost,
  openTofu,
  pulumiCli,
  pulumiEngines,
  pythonLanguageHost,
  sdkGenerator,
  terraform,
  yamlLanguageHost,
  type Engine,
  type GoRelease,
  type Program,
} from "./catalogue.js";
export { findProgram, MissingEngine, provideEngines, type EngineLocations } from "./provide.js";
export { MissingPython, providePython, type PythonPackages } from "./python.js";
export { ProgramHost } from "./resident/program-host.js";
export { openPulumiStack, type PulumiStack, type PulumiStackOptions } from "./pulumi-stack.js";
export type { CommandResult } from "./run-command.js";
export { terraformIn, type TerraformCommand, type TerraformFolderOptions } from "./terraform-folder.js";
