/** A type in Terraform's own notation: `"string"`, `["list", "string"]`, `["object", { … }]`. */
export type AttributeType = string | readonly [string, AttributeType | Readonly<Record<string, AttributeType>>];

/** An attribute as the provider describes it. */
export interface AttributeSchema {
  readonly type: AttributeType;
  readonly required?: boolean;
  readonly optional?: boolean;
  readonly computed?: boolean;
}

/** A block that is nested in another. */
export interface BlockTypeSchema {
  readonly nesting_mode: string;
  readonly min_items?: number;
  readonly max_items?: number;
  readonly block: BlockSchema;
}

/** What stands in a block. */
export interface BlockSchema {
  readonly attributes?: Readonly<Record<string, AttributeSchema>>;
  readonly block_types?: Readonly<Record<string, BlockTypeSchema>>;
}

/** A provider, or what of it is needed here. */
export interface ProviderSchema {
  readonly provider: { readonly block: BlockSchema };
  readonly resource_schemas: Readonly<Record<string, { readonly block: BlockSchema }>>;
}

/** The same schema with nothing but these resources, and without its descriptions. Of the endpoints one stands for all. */
export function reduced({ provider, resource_schemas }: ProviderSchema, types: readonly string[]): ProviderSchema {
  return {
    provider: { block: withOneEndpoint(reducedBlock(provider.block)) },
    resource_schemas: Object.fromEntries(
      types.map((type) => [type, { block: reducedBlock(resource_schemas[type]?.block ?? {}) }]),
    ),
  };
}

function reducedBlock({ attributes = {}, block_types = {} }: BlockSchema): BlockSchema {
  return {
    attributes: mapValues(attributes, ({ type, required, optional, computed }) => ({
      type,
      ...(required === true && { required }),
      ...(optional === true && { optional }),
      ...(computed === true && { computed }),
    })),
    block_types: mapValues(block_types, ({ nesting_mode, min_items, max_items, block }) => ({
      nesting_mode,
      ...(min_items !== undefined && { min_items }),
      ...(max_items !== undefined && { max_items }),
      block: reducedBlock(block),
    })),
  };
}

function withOneEndpoint({ attributes = {}, block_types = {} }: BlockSchema): BlockSchema {
  const { endpoints } = block_types;
  const { s3 } = endpoints?.block.attributes ?? {};
  if (endpoints === undefined || s3 === undefined) return { attributes, block_types };
  return { attributes, block_types: { ...block_types, endpoints: { ...endpoints, block: { attributes: { s3 } } } } };
}

function mapValues<T, U>(values: Readonly<Record<string, T>>, change: (value: T) => U): Readonly<Record<string, U>> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, change(value)]));
}
