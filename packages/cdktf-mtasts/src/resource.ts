import type { Construct } from "constructs";
import { TerraformResource, type TerraformMetaArguments } from "./framework.js";

/** In the context of a stack or an app: `true` where providers are declared in a way that the framework does not see. */
export const PROVIDERS_ELSEWHERE = "mtasts:providersDeclaredElsewhere";

/**
 * A resource whose arguments have Terraform's own names, so that no generated bindings are needed: the provider is
 * whichever version the stack declares.
 *
 * `app.synth()` reports a provider that the stack does not declare. That is wrong where it is declared by `addOverride`,
 * or by a construct without generator metadata: set `"mtasts:providersDeclaredElsewhere": true` in the context then.
 *
 * @typeParam A - The arguments.
 */
export abstract class Resource<A extends object = object> extends TerraformResource {
  /** Terraform's name of the type: what stands before its first underscore is the provider's. */
  static readonly tfResourceType: string;

  readonly #attributes = new Map<string, string>();

  constructor(
    scope: Construct,
    id: string,
    readonly args: A,
    opts: TerraformMetaArguments = {},
  ) {
    const type = new.target.tfResourceType;
    const [providerName = type] = type.split("_");
    const isDeclaredElsewhere: unknown = scope.node.tryGetContext(PROVIDERS_ELSEWHERE);
    const metadata = isDeclaredElsewhere === true ? {} : { terraformGeneratorMetadata: { providerName } };
    super(scope, id, { terraformResourceType: type, ...metadata, ...opts });
  }

  get id(): string {
    return this.getStringAttribute("id");
  }

  /** Remembered, since the framework takes several stack traces for each new token. */
  override getStringAttribute(name: string): string {
    const attribute = this.#attributes.get(name) ?? super.getStringAttribute(name);
    this.#attributes.set(name, attribute);
    return attribute;
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return { ...(this.args as Readonly<Record<string, unknown>>) };
  }
}

/** Labels of a resource. */
export type Tags = Readonly<Record<string, string>>;

/** A resource with tags, which aspects find and add to in the usual way, by `tagsInput` and `tags`. */
export abstract class TaggableResource<A extends { readonly tags?: Tags }> extends Resource<A> {
  #tags: Tags | undefined;

  /** The tags as they were given. */
  get tagsInput(): Tags | undefined {
    return this.#tags ?? this.args.tags;
  }

  get tags(): Tags {
    return this.getStringMapAttribute("tags");
  }

  set tags(tags: Tags) {
    this.#tags = tags;
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return this.#tags === undefined ? { ...this.args } : { ...this.args, tags: this.#tags };
  }
}
