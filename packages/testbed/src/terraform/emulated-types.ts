import { resourceTypes } from "../cloud/resources/index.js";
import { terraformPackages } from "./packages/index.js";

/** The providers by their sources, and the types of resources, that the emulated clouds have for Terraform. */
export function emulatedTypes(): { readonly providers: readonly string[]; readonly resources: readonly string[] } {
  return {
    providers: terraformPackages.map(({ source }) => source),
    resources: resourceTypes.map(({ type }) => type).sort(),
  };
}
