import { type Cloud } from "../cloud/cloud.js";
import { type ProviderSettings } from "../cloud/resource-type.js";
import { type Attributes } from "../cloud/value.js";
import { type AutoName } from "./auto-name.js";

/** A data source that the provider answers. */
export type Invoke = (cloud: Cloud, args: Attributes, settings: ProviderSettings) => Attributes;

/** What tells one provider from another; all else they share. */
export interface ProviderPackage {
  /** As in the tokens: "aws". */
  readonly name: string;
  /** The release of the real plugin that this one stands for. */
  readonly version: string;
  /** Pulumi's type tokens and the Terraform types behind them. */
  readonly types: Readonly<Record<string, string>>;
  readonly invokes: Readonly<Record<string, Invoke>>;
  /** By Terraform type: the argument that Pulumi names. */
  readonly autoNames: Readonly<Record<string, AutoName>>;
  /** What the real provider says about a configuration that it can't work with. */
  readonly configProblems: (config: Attributes) => readonly string[];
  readonly settingsOf: (config: Attributes) => ProviderSettings;
}
