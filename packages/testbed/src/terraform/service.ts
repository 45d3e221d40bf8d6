import { type UntypedServiceImplementation } from "@grpc/grpc-js";
import { type Cloud } from "../cloud/cloud.js";
import { messageOf, ProviderError } from "../cloud/errors.js";
import { type Path } from "../cloud/validate.js";
import { type Attributes, type Value } from "../cloud/value.js";
import { ConfiguredPeers } from "../configured-peers.js";
import { unary } from "../grpc.js";
import { layoutOf } from "./layout.js";
import { type AttributePath, type Diagnostic, type DynamicValue, type SchemaMessage } from "./protocol.js";
import { type TerraformPackage } from "./provider-package.js";
import { type Applied, EmulatedTerraformProvider } from "./provider.js";
import { type ResourceLayout, resourceLayouts } from "./resource-layouts.js";
import { blockMessage } from "./schema-message.js";
import { fromPlain, fromWire, toWire } from "./wire-value.js";

type Layouts = ReadonlyMap<string, ResourceLayout>;

interface OfType {
  readonly type_name: string;
}

/** The Provider service of Terraform's engine for one provider, answered by the emulated cloud. */
export function terraformProviderService(cloud: Cloud, pkg: TerraformPackage): UntypedServiceImplementation {
  const peers = new ConfiguredPeers();
  const layouts = resourceLayouts(pkg);
  const providerOf = (peer: string) => new EmulatedTerraformProvider(cloud, pkg, peers.settings(peer));
  return {
    GetProviderSchema: answering(() => schemaResponse(pkg, layouts)),
    StopProvider: answering(() => ({ Error: "" })),
    ...configurationMethods(pkg, peers),
    ...stateMethods(layouts, providerOf),
    ...changeMethods(layouts, pkg, providerOf),
    ValidateResourceConfig: answering((request: OfType & { readonly config: DynamicValue }) => {
      const kind = kindOf(layouts, request);
      // It is asked before the provider is configured.
      const provider = new EmulatedTerraformProvider(cloud, pkg, { region: "" });
      const problems = provider.validate(kind, fromWire(kind.layout, request.config.msgpack) ?? {});
      return { diagnostics: problems.map(({ path, message }) => diagnostic(message, path)) };
    }),
  };
}

function schemaResponse(pkg: TerraformPackage, layouts: Layouts) {
  const schema = (layout: ResourceLayout["layout"]): SchemaMessage => ({
    version: 0,
    block: blockMessage(layout, pkg.style),
  });
  return {
    provider: schema(configLayout(pkg)),
    resource_schemas: Object.fromEntries([...layouts].map(([type, { layout }]) => [type, schema(layout)])),
    server_capabilities: { plan_destroy: true, get_provider_schema_optional: true },
  };
}

function configLayout(pkg: TerraformPackage): ResourceLayout["layout"] {
  return layoutOf(pkg.config, pkg.style, pkg.source.slice(pkg.source.indexOf("/") + 1));
}

function configurationMethods(pkg: TerraformPackage, peers: ConfiguredPeers): UntypedServiceImplementation {
  const layout = configLayout(pkg);
  return {
    ValidateProviderConfig: answering(() => ({})),
    ConfigureProvider: answering((request: { readonly config: DynamicValue }, peer) => {
      const config = fromWire(layout, request.config.msgpack) ?? {};
      peers.configure(peer, pkg.settingsOf(config));
      return { diagnostics: pkg.configProblems(config).map((problem) => diagnostic(problem)) };
    }),
  };
}

type ProviderOf = (peer: string) => EmulatedTerraformProvider;

function stateMethods(layouts: Layouts, providerOf: ProviderOf): UntypedServiceImplementation {
  return {
    UpgradeResourceState: answering((request: OfType & { readonly raw_state: { readonly json: Uint8Array } }) => {
      const { layout } = kindOf(layouts, request);
      const stored = JSON.parse(Buffer.from(request.raw_state.json).toString("utf8")) as Value;
      return { upgraded_state: wire(layout, fromPlain(layout, stored)) };
    }),
    ReadResource: answering(async (request: OfType & { readonly current_state: DynamicValue }, peer) => {
      const kind = kindOf(layouts, request);
      const state = fromWire(kind.layout, request.current_state.msgpack);
      return { new_state: wire(kind.layout, state && (await providerOf(peer).read(kind, state))) };
    }),
    ImportResourceState: answering(async (request: OfType & { readonly id: string }, peer) => {
      const kind = kindOf(layouts, request);
      const state = await providerOf(peer).import(kind, request.id);
      return { imported_resources: [{ type_name: kind.type, state: wire(kind.layout, state) }] };
    }),
  };
}

interface PlanRequest extends OfType {
  readonly prior_state: DynamicValue;
  readonly proposed_new_state: DynamicValue;
  readonly config: DynamicValue;
}

interface ApplyRequest extends OfType {
  readonly prior_state: DynamicValue;
  readonly planned_state: DynamicValue;
}

function changeMethods(layouts: Layouts, pkg: TerraformPackage, providerOf: ProviderOf): UntypedServiceImplementation {
  const legacy_type_system = pkg.style.plugin === "sdk";
  return {
    PlanResourceChange: answering((request: PlanRequest, peer) => {
      const kind = kindOf(layouts, request);
      const { layout } = kind;
      const isDestroy = fromWire(layout, request.proposed_new_state.msgpack) === undefined;
      if (isDestroy) return { planned_state: request.proposed_new_state, legacy_type_system };
      const config = fromWire(layout, request.config.msgpack) ?? {};
      const prior = fromWire(layout, request.prior_state.msgpack);
      const { planned, replacedBy } = providerOf(peer).plan(kind, config, prior);
      const requires_replace = replacedBy.map((name) => attributePath([name]));
      return { planned_state: wire(layout, planned), requires_replace, legacy_type_system };
    }),
    ApplyResourceChange: answering(async (request: ApplyRequest, peer) => {
      const kind = kindOf(layouts, request);
      const prior = fromWire(kind.layout, request.prior_state.msgpack);
      const planned = fromWire(kind.layout, request.planned_state.msgpack);
      const { state, error } = await applied(providerOf(peer), kind, { prior, planned });
      const diagnostics = error === undefined ? [] : [diagnostic(messageOf(error))];
      return { new_state: wire(kind.layout, state), diagnostics, legacy_type_system };
    }),
  };
}

async function applied(
  provider: EmulatedTerraformProvider,
  kind: ResourceLayout,
  { prior, planned }: { readonly prior: Attributes | undefined; readonly planned: Attributes | undefined },
): Promise<Applied> {
  if (planned === undefined) return prior === undefined ? { state: undefined } : await provider.delete(kind, prior);
  return prior === undefined ? await provider.create(kind, planned) : await provider.update(kind, planned, prior);
}

function kindOf(layouts: Layouts, { type_name }: OfType): ResourceLayout {
  const kind = layouts.get(type_name);
  if (kind === undefined) throw new ProviderError(`the emulated provider knows no resource ${type_name}`);
  return kind;
}

function wire(layout: ResourceLayout["layout"], attributes: Attributes | undefined): DynamicValue {
  return { msgpack: toWire(layout, attributes) };
}

/** A method whose errors are diagnostics, as an engine expects of a provider that is well. */
function answering<Request, Response extends object>(
  answer: (request: Request, peer: string) => Response | Promise<Response>,
) {
  return unary(async (request: Request, peer): Promise<Response | { readonly diagnostics: readonly Diagnostic[] }> => {
    try {
      return await answer(request, peer);
    } catch (error) {
      return { diagnostics: [diagnostic(messageOf(error))] };
    }
  });
}

function diagnostic(summary: string, path: Path = []): Diagnostic {
  return { severity: 1, summary, detail: "", ...(path.length === 0 ? {} : { attribute: attributePath(path) }) };
}

function attributePath(path: Path): AttributePath {
  return {
    steps: path.map((step) => (typeof step === "number" ? { element_key_int: step } : { attribute_name: step })),
  };
}
