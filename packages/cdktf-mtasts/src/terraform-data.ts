import { Resource } from "./resource.js";

export interface TerraformDataArgs {
  /** A change of it replaces the resource. */
  readonly triggers_replace?: string;
}

/** A resource of Terraform's own, which is nothing but a place in the order. */
export class TerraformData extends Resource<TerraformDataArgs> {
  static override readonly tfResourceType = "terraform_data";
}
