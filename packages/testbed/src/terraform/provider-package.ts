import { type ProviderSettings } from "../cloud/resource-type.js";
import { type Schema } from "../cloud/schema.js";
import { type Attributes } from "../cloud/value.js";
import { type Style } from "./layout.js";

/** What tells one provider from another; all else they share. */
export interface TerraformPackage {
  /** As in `hashicorp/aws`; the part behind the slash is what the types of its resources begin with. */
  readonly source: string;
  readonly style: Style;
  /** The arguments of the provider's own block. */
  readonly config: Schema;
  /** What the real provider says about a configuration that it can't work with. */
  readonly configProblems: (config: Attributes) => readonly string[];
  readonly settingsOf: (config: Attributes) => ProviderSettings;
  /** By type, of resources that have no attribute `id`: the attribute that holds it. */
  readonly idAttributes: Readonly<Record<string, string>>;
  /**
   * By type, where the provider plans every computed attribute as unknown as soon as anything changes: those of which it
   * knows that they stay.
   */
  readonly kept: Readonly<Record<string, readonly string[]>>;
  /** By type: what the provider knows of a new resource from its configuration, before it is there. */
  readonly foreseen: Readonly<Record<string, (config: Attributes) => Attributes>>;
}
