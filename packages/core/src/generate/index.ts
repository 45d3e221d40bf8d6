export {
  programHosts,
  programZones,
  type GeneratedFile,
  type ProgramHost,
  type ProgramParts,
  type ProgramZone,
} from "./generated-file";
export { cdktfProgram } from "./cdktf-program";
export { pulumiProgram } from "./pulumi-program";
export { staticSite } from "./static-site";
export { terraformModules, terraformProgram, type TerraformModule, type TerraformParts } from "./terraform-program";
