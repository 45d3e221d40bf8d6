import { type TerraformPackage } from "../provider-package.js";

export const randomPackage: TerraformPackage = {
  source: "hashicorp/random",
  style: { plugin: "framework", sets: new Set(), limits: {} },
  config: {},
  configProblems: () => [],
  settingsOf: () => ({ region: "" }),
  idAttributes: {},
  kept: {},
  foreseen: {},
};
