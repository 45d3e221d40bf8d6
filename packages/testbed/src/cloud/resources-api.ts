import { type Control } from "./control.js";
import { ProviderError } from "./errors.js";
import { type Plan, planChange } from "./plan.js";
import { type Context, type ProviderSettings, type ResourceType } from "./resource-type.js";
import { type Attributes, isAbsent, UNKNOWN } from "./value.js";
import { type Problem, validate } from "./validate.js";

export interface Resource {
  readonly id: string;
  readonly state: Attributes;
}

/**
 * What an infrastructure engine's provider offers, whatever its protocol: check, plan, and carry out.
 * A state that comes in is the engine's memory; what goes out is what the services tell.
 */
export class ResourcesApi {
  readonly #types: ReadonlyMap<string, ResourceType>;

  constructor(
    types: readonly ResourceType[],
    private readonly services: Omit<Context, "settings">,
    private readonly control: Control,
  ) {
    this.#types = new Map(types.map((one) => [one.type, one]));
  }

  find(type: string): ResourceType | undefined {
    return this.#types.get(type);
  }

  validate(type: string, config: Attributes): readonly Problem[] {
    const { schema, check } = this.#type(type);
    const problems = validate(schema, config);
    return problems.length > 0 ? problems : (check?.(config) ?? []);
  }

  plan(
    type: string,
    config: Attributes,
    options: { readonly prior?: Attributes; readonly settings: ProviderSettings },
  ): Plan {
    const { schema, unsettled } = this.#type(type);
    const { prior, settings } = options;
    const regional = schema["region"] !== undefined && isAbsent(config["region"]);
    const { planned, changes } = planChange(schema, regional ? { ...config, region: settings.region } : config, prior);
    const changed = new Set(changes.map(({ path }) => String(path[0])));
    const moving = changes.length === 0 ? [] : (unsettled?.(changed) ?? []);
    return { planned: { ...planned, ...Object.fromEntries(moving.map((name) => [name, UNKNOWN])) }, changes };
  }

  async create(type: string, planned: Attributes, settings: ProviderSettings): Promise<Resource> {
    const kind = this.#type(type);
    const context = { ...this.services, settings };
    return await this.control.run({ type, operation: "create", id: "", subject: subjectOf(planned) }, async () => {
      const id = await kind.create(context, planned);
      return { id, state: this.#stateAfter(kind, context, { id, state: planned }) };
    });
  }

  async read(type: string, resource: Resource, settings: ProviderSettings): Promise<Resource | undefined> {
    const kind = this.#type(type);
    return await this.control.run(
      { type, operation: "read", id: resource.id, subject: subjectOf(resource.state) },
      () => {
        const state = this.#stateOf(kind, { ...this.services, settings }, resource);
        return Promise.resolve(state && { id: resource.id, state });
      },
    );
  }

  async import(type: string, id: string, settings: ProviderSettings): Promise<Resource | undefined> {
    const kind = this.#type(type);
    if (kind.importState === undefined) throw new ProviderError(`resource ${type} doesn't support import`);
    const { bareId, region } = regionIn(kind, id);
    const start = kind.importState(bareId);
    if (start === undefined) throw new ProviderError(`unexpected format for ID (${id}) of ${type}`);
    const state = region === undefined ? start.state : { ...start.state, region };
    const found = await this.read(type, { ...start, state }, settings);
    return found && { id: found.id, state: { ...withDefaults(kind), ...found.state } };
  }

  async update(
    type: string,
    prior: Resource,
    options: { readonly planned: Attributes; readonly settings: ProviderSettings },
  ): Promise<Resource> {
    const kind = this.#type(type);
    const context = { ...this.services, settings: options.settings };
    const { planned } = options;
    return await this.control.run(
      { type, operation: "update", id: prior.id, subject: subjectOf(prior.state) },
      async () => {
        const id = (await kind.update?.(context, prior.id, { planned, prior: prior.state })) ?? prior.id;
        return { id, state: this.#stateAfter(kind, context, { id, state: planned }) };
      },
    );
  }

  async delete(type: string, resource: Resource, settings: ProviderSettings): Promise<void> {
    const kind = this.#type(type);
    const context = { ...this.services, settings };
    await this.control.run({ type, operation: "delete", id: resource.id, subject: subjectOf(resource.state) }, () =>
      kind.delete(context, resource.id, resource.state),
    );
  }

  /** What the services tell, and of what they don't know the engine's own memory. */
  #stateOf(kind: ResourceType, context: Context, { id, state }: Resource): Attributes | undefined {
    const told = kind.read(context, id, state);
    if (told === undefined) return undefined;
    const remembered = Object.entries(state).filter(
      ([name, value]) => kind.schema[name]?.local === true && value !== UNKNOWN,
    );
    return { ...Object.fromEntries(remembered), ...told };
  }

  /** What a create or an update leaves in the engine's memory. */
  #stateAfter(kind: ResourceType, context: Context, planned: Resource): Attributes {
    const told = this.#stateOf(kind, context, planned) ?? planned.state;
    const given = Object.keys(told).filter((name) => kind.schema[name]?.asGiven === true);
    return { ...told, ...Object.fromEntries(given.map((name) => [name, planned.state[name]])) };
  }

  #type(type: string): ResourceType {
    const found = this.#types.get(type);
    if (found === undefined) throw new ProviderError(`the emulated cloud knows no resource type ${type}`);
    return found;
  }
}

/** What is in another region than the provider's is imported with that behind an "@". */
function regionIn({ schema }: ResourceType, id: string): { readonly bareId: string; readonly region?: string } {
  const match = schema["region"] === undefined ? null : /^(.+)@([a-z]{2}(?:-[a-z]+)+-\d)$/.exec(id);
  const [, bareId = id, region] = match ?? [];
  return region === undefined ? { bareId } : { bareId, region };
}

function subjectOf(attributes: Attributes): string {
  const name = attributes["name"] ?? attributes["key"];
  return typeof name === "string" ? name : "";
}

/** The defaults of arguments that only the engine's memory has, for a resource that enters it by import. */
function withDefaults({ schema }: ResourceType): Attributes {
  const local = Object.entries(schema).filter(([, attribute]) => attribute.local === true);
  return Object.fromEntries(local.map(([name, attribute]) => [name, attribute.default]));
}
