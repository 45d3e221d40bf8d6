import { type Cloud } from "../cloud/cloud.js";
import { type Change } from "../cloud/plan.js";
import { type ProviderSettings, type ResourceType } from "../cloud/resource-type.js";
import { type Attributes } from "../cloud/value.js";
import { isNamedByProgram, withAutoName } from "./auto-name.js";
import { importedInputs, refreshedInputs, withDocuments } from "./inputs.js";
import { fromPulumi, pulumiPath, toPulumi } from "./names.js";
import { type ProviderPackage } from "./provider-package.js";

export interface Failure {
  readonly property: string;
  readonly reason: string;
}

export interface PropertyChange {
  readonly path: string;
  readonly kind: Change["kind"];
  readonly replaces: boolean;
}

export interface Difference {
  readonly changes: readonly PropertyChange[];
  readonly deleteBeforeReplace: boolean;
}

export interface Found {
  readonly id: string;
  readonly state: Attributes;
  readonly inputs: Attributes;
}

/** Says what Pulumi's provider says about a resource, in Pulumi's names, on top of the neutral model. */
export class EmulatedProvider {
  constructor(
    private readonly cloud: Cloud,
    private readonly pkg: ProviderPackage,
    private readonly settings: ProviderSettings,
  ) {}

  check(
    token: string,
    news: Attributes,
    context: { readonly olds: Attributes; readonly name: string; readonly seed: Uint8Array },
  ) {
    const { type, schema } = this.#type(token);
    const { name, seed } = context;
    const named = withAutoName(news, context.olds, { rule: this.pkg.autoNames[type], name, seed });
    const config = withDocuments(schema, fromPulumi(schema, named));
    const failures = this.cloud.resources.validate(type, config).map(({ path, message }): Failure => {
      const property = pulumiPath(schema, path);
      return { property, reason: `${message}. Examine values at '${name}.${property}'.` };
    });
    return { inputs: { ...named, ...toPulumi(schema, config) }, failures };
  }

  diff(
    token: string,
    news: Attributes,
    context: { readonly state: Attributes; readonly ignored: readonly string[] },
  ): Difference {
    const { type, schema } = this.#type(token);
    const plan = this.#plan(type, fromPulumi(schema, news), fromPulumi(schema, context.state));
    const changes = plan.changes
      .map(({ path, kind, replaces }) => ({ path: pulumiPath(schema, path), kind, replaces }))
      .filter(({ path }) => !context.ignored.some((ignored) => isWithin(path, ignored)));
    const replaced = changes.some(({ replaces }) => replaces);
    return { changes, deleteBeforeReplace: replaced && isNamedByProgram(this.pkg.autoNames[type], news) };
  }

  /** What a create or an update would leave. */
  preview(token: string, news: Attributes, state?: Attributes): Attributes {
    const { type, schema } = this.#type(token);
    const prior = state === undefined ? undefined : fromPulumi(schema, state);
    return toPulumi(schema, this.#plan(type, fromPulumi(schema, news), prior).planned);
  }

  async create(token: string, news: Attributes): Promise<Omit<Found, "inputs">> {
    const { type, schema } = this.#type(token);
    const { planned } = this.#plan(type, fromPulumi(schema, news));
    const { id, state } = await this.cloud.resources.create(type, planned, this.settings);
    return { id, state: toPulumi(schema, state) };
  }

  async read(
    token: string,
    id: string,
    known: { readonly state: Attributes; readonly inputs: Attributes },
  ): Promise<Found | undefined> {
    const { type, schema } = this.#type(token);
    const { resources } = this.cloud;
    const isImport = Object.keys(known.state).length === 0;
    const prior = { id, state: fromPulumi(schema, known.state) };
    const found = isImport
      ? await resources.import(type, id, this.settings)
      : await resources.read(type, prior, this.settings);
    if (found === undefined) return undefined;
    const inputs = isImport
      ? importedInputs(schema, found.state)
      : refreshedInputs(schema, fromPulumi(schema, known.inputs), found.state);
    const marks = Object.fromEntries(Object.entries(known.inputs).filter(([key]) => key.startsWith("__")));
    return { id: found.id, state: toPulumi(schema, found.state), inputs: { ...toPulumi(schema, inputs), ...marks } };
  }

  async update(
    token: string,
    news: Attributes,
    prior: { readonly id: string; readonly state: Attributes },
  ): Promise<Attributes> {
    const { type, schema } = this.#type(token);
    const state = fromPulumi(schema, prior.state);
    const { planned } = this.#plan(type, fromPulumi(schema, news), state);
    const options = { planned, settings: this.settings };
    return toPulumi(schema, (await this.cloud.resources.update(type, { id: prior.id, state }, options)).state);
  }

  async delete(token: string, id: string, state: Attributes): Promise<void> {
    const { type, schema } = this.#type(token);
    await this.cloud.resources.delete(type, { id, state: fromPulumi(schema, state) }, this.settings);
  }

  #plan(type: string, config: Attributes, prior?: Attributes) {
    const { settings } = this;
    return this.cloud.resources.plan(type, config, prior === undefined ? { settings } : { settings, prior });
  }

  #type(token: string): ResourceType {
    const found = this.cloud.resources.find(this.pkg.types[token] ?? "");
    if (found === undefined) {
      const known = Object.keys(this.pkg.types).join(", ");
      throw new Error(`the emulated ${this.pkg.name} has no resource type ${token}; it has ${known}`);
    }
    return found;
  }
}

/** Whether a property path is the other one or lies below it. */
function isWithin(path: string, other: string): boolean {
  return path === other || path.startsWith(`${other}.`) || path.startsWith(`${other}[`);
}
