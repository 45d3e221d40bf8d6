import type { Construct } from "constructs";
import { TerraformProvider } from "./framework.js";

/** Which provider is taken, and under which name resources find it. */
export interface ProviderOptions {
  /**
   * The provider's name, where a stack has several of its kind.
   *
   * @default the one that resources take by themselves
   */
  readonly alias?: string;
  /**
   * Terraform's constraint on the version, such as `"~> 6.0"`.
   *
   * @default the newest version
   */
  readonly version?: string;
}

/**
 * A provider whose arguments have Terraform's own names. Those of `@cdktf/provider-*` do as well.
 *
 * @typeParam A - The arguments.
 */
export abstract class Provider<A extends object = object> extends TerraformProvider {
  /** Where Terraform finds the provider. What stands behind the slash is its name. */
  static readonly source: string;

  readonly #alias: string | undefined;

  constructor(
    scope: Construct,
    id: string,
    readonly args: Partial<A> = {},
    { alias, version }: ProviderOptions = {},
  ) {
    const { source } = new.target;
    const name = source.slice(source.indexOf("/") + 1);
    const constraint = version === undefined ? {} : { providerVersion: version };
    super(scope, id, {
      terraformResourceType: name,
      terraformGeneratorMetadata: { providerName: name, ...constraint },
      terraformProviderSource: source,
    });
    this.#alias = alias;
  }

  override get alias(): string | undefined {
    return this.#alias;
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return { ...(this.args as Readonly<Record<string, unknown>>) };
  }
}
