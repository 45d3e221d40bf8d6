import { type ServiceDefinition } from "@grpc/grpc-js";
import { fromJSON, type PackageDefinition } from "@grpc/proto-loader";

/** A value in Terraform's wire format: MessagePack, or JSON in older engines. */
export interface DynamicValue {
  readonly msgpack: Uint8Array;
}

export interface AttributePath {
  readonly steps: readonly ({ readonly attribute_name: string } | { readonly element_key_int: number })[];
}

export interface Diagnostic {
  readonly severity: 1 | 2;
  readonly summary: string;
  readonly detail: string;
  readonly attribute?: AttributePath;
}

export const NESTING = { single: 1, list: 2, set: 3 } as const;

export interface AttributeMessage {
  readonly name: string;
  /** The type as JSON; absent where the attribute has a `nested_type`. */
  readonly type?: Uint8Array;
  readonly nested_type?: { readonly attributes: readonly AttributeMessage[]; readonly nesting: number };
  readonly required: boolean;
  readonly optional: boolean;
  readonly computed: boolean;
}

export interface BlockMessage {
  readonly attributes: readonly AttributeMessage[];
  readonly block_types: readonly NestedBlockMessage[];
}

export interface NestedBlockMessage {
  readonly type_name: string;
  readonly block: BlockMessage;
  readonly nesting: number;
  readonly min_items: number;
  readonly max_items: number;
}

export interface SchemaMessage {
  readonly version: number;
  readonly block: BlockMessage;
}

type Field = readonly [id: number, type: string] | readonly [id: number, type: string, "repeated" | "map"];

interface Message {
  readonly fields: Readonly<Record<string, object>>;
  readonly nested?: Readonly<Record<string, Message>>;
}

function message(fields: Readonly<Record<string, Field>>, nested?: Readonly<Record<string, Message>>): Message {
  const entries = Object.entries(fields).map(([name, [id, type, rule]]) => {
    if (rule === "map") return [name, { id, type, keyType: "string" }];
    return [name, rule === undefined ? { id, type } : { id, type, rule }];
  });
  return { fields: Object.fromEntries(entries) as Record<string, object>, ...(nested === undefined ? {} : { nested }) };
}

/** The request and the response of one method. */
function call(request: Readonly<Record<string, Field>>, response: Readonly<Record<string, Field>>): Message {
  return message({}, { Request: message(request), Response: message(response) });
}

const diagnostics = "Diagnostic";

/** What every message needs beside those of the methods; enumerations are numbers. */
const shared: Readonly<Record<string, Message>> = {
  DynamicValue: message({ msgpack: [1, "bytes"], json: [2, "bytes"] }),
  RawState: message({ json: [1, "bytes"], flatmap: [2, "string", "map"] }),
  Diagnostic: message({
    severity: [1, "int32"],
    summary: [2, "string"],
    detail: [3, "string"],
    attribute: [4, "AttributePath"],
  }),
  AttributePath: message(
    { steps: [1, "Step", "repeated"] },
    {
      Step: message({
        attribute_name: [1, "string"],
        element_key_string: [2, "string"],
        element_key_int: [3, "int64"],
      }),
    },
  ),
  ServerCapabilities: message({ plan_destroy: [1, "bool"], get_provider_schema_optional: [2, "bool"] }),
  Schema: message(
    { version: [1, "int64"], block: [2, "Block"] },
    {
      Block: message({ attributes: [2, "Attribute", "repeated"], block_types: [3, "NestedBlock", "repeated"] }),
      Attribute: message({
        name: [1, "string"],
        type: [2, "bytes"],
        required: [4, "bool"],
        optional: [5, "bool"],
        computed: [6, "bool"],
        nested_type: [10, "Object"],
      }),
      NestedBlock: message({
        type_name: [1, "string"],
        block: [2, "Block"],
        nesting: [3, "int32"],
        min_items: [4, "int64"],
        max_items: [5, "int64"],
      }),
      Object: message({ attributes: [1, "Attribute", "repeated"], nesting: [3, "int32"] }),
    },
  ),
};

/** The methods that the emulated providers answer, with those of their messages' fields that are of use here. */
const methods: Readonly<Record<string, Message>> = {
  GetProviderSchema: call(
    {},
    {
      provider: [1, "Schema"],
      resource_schemas: [2, "Schema", "map"],
      diagnostics: [4, diagnostics, "repeated"],
      server_capabilities: [6, "ServerCapabilities"],
    },
  ),
  ValidateProviderConfig: call({ config: [1, "DynamicValue"] }, { diagnostics: [2, diagnostics, "repeated"] }),
  ValidateResourceConfig: call(
    { type_name: [1, "string"], config: [2, "DynamicValue"] },
    { diagnostics: [1, diagnostics, "repeated"] },
  ),
  UpgradeResourceState: call(
    { type_name: [1, "string"], version: [2, "int64"], raw_state: [3, "RawState"] },
    { upgraded_state: [1, "DynamicValue"], diagnostics: [2, diagnostics, "repeated"] },
  ),
  ConfigureProvider: call(
    { terraform_version: [1, "string"], config: [2, "DynamicValue"] },
    { diagnostics: [1, diagnostics, "repeated"] },
  ),
  ReadResource: call(
    { type_name: [1, "string"], current_state: [2, "DynamicValue"] },
    { new_state: [1, "DynamicValue"], diagnostics: [2, diagnostics, "repeated"] },
  ),
  PlanResourceChange: call(
    {
      type_name: [1, "string"],
      prior_state: [2, "DynamicValue"],
      proposed_new_state: [3, "DynamicValue"],
      config: [4, "DynamicValue"],
    },
    {
      planned_state: [1, "DynamicValue"],
      requires_replace: [2, "AttributePath", "repeated"],
      diagnostics: [4, diagnostics, "repeated"],
      legacy_type_system: [5, "bool"],
    },
  ),
  ApplyResourceChange: call(
    { type_name: [1, "string"], prior_state: [2, "DynamicValue"], planned_state: [3, "DynamicValue"] },
    {
      new_state: [1, "DynamicValue"],
      diagnostics: [3, diagnostics, "repeated"],
      legacy_type_system: [4, "bool"],
    },
  ),
  ImportResourceState: message(
    {},
    {
      Request: message({ type_name: [1, "string"], id: [2, "string"] }),
      ImportedResource: message({ type_name: [1, "string"], state: [2, "DynamicValue"] }),
      Response: message({
        imported_resources: [1, "ImportedResource", "repeated"],
        diagnostics: [2, diagnostics, "repeated"],
      }),
    },
  ),
  StopProvider: call({}, { Error: [1, "string"] }),
};

/** As much of Terraform's plugin protocol, version 6, as the emulated providers speak; engines skip what is missing. */
export const providerService: ServiceDefinition = serviceOf(
  fromJSON(
    {
      nested: {
        tfplugin6: {
          nested: {
            ...shared,
            ...methods,
            Provider: {
              methods: Object.fromEntries(
                Object.keys(methods).map((name) => [
                  name,
                  { requestType: `${name}.Request`, responseType: `${name}.Response`, comment: "" },
                ]),
              ),
            },
          },
        },
      },
    },
    { keepCase: true, longs: Number, defaults: true },
  ),
);

function serviceOf(definitions: PackageDefinition): ServiceDefinition {
  return definitions["tfplugin6.Provider"] as ServiceDefinition;
}
