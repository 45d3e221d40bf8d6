import { type Cloud } from "../cloud/cloud.js";
import { ProviderError } from "../cloud/errors.js";
import { type ProviderSettings } from "../cloud/resource-type.js";
import { isComputed } from "../cloud/schema.js";
import { type Problem } from "../cloud/validate.js";
import { type Attributes, equal, hasUnknown, isAbsent, isList, isObject, UNKNOWN, type Value } from "../cloud/value.js";
import { plannedTags } from "./all-tags.js";
import { type TerraformPackage } from "./provider-package.js";
import { fromResource, type ResourceLayout, toResource, withoutId } from "./resource-layouts.js";
import { inOrderOf } from "./set-order.js";

/** What an apply would leave of a resource, and the arguments whose change replaces it. */
export interface PlannedChange {
  readonly planned: Attributes;
  readonly replacedBy: readonly string[];
}

/** What an apply left of a resource, and what went wrong meanwhile. */
export interface Applied {
  readonly state: Attributes | undefined;
  readonly error?: unknown;
}

/** Says what Terraform's provider says about a resource, on top of the neutral model. */
export class EmulatedTerraformProvider {
  constructor(
    private readonly cloud: Cloud,
    private readonly pkg: TerraformPackage,
    private readonly settings: ProviderSettings,
  ) {}

  plan(kind: ResourceLayout, config: Attributes, prior?: Attributes): PlannedChange {
    const wanted = this.#arguments(kind, config);
    const { settings } = this;
    if (prior === undefined) {
      const { planned } = this.cloud.resources.plan(kind.type, wanted, { settings });
      const foreseen = this.pkg.foreseen[kind.type]?.(wanted);
      const whole: Attributes = { ...planned, ...foreseen, ...this.#tags(kind, planned), id: UNKNOWN };
      return { planned: this.#coarse(kind, whole), replacedBy: [] };
    }
    const before = inOrderOf(kind.layout, withoutId(prior), wanted);
    const { planned, changes } = this.cloud.resources.plan(kind.type, wanted, { prior: before, settings });
    const tags = this.#tags(kind, planned, prior);
    // The engine compares for itself: what is to stay must come back just as it was.
    if (changes.length === 0 && Object.keys(tags).length === 0) return { planned: prior, replacedBy: [] };
    const changed = new Set(changes.map(({ path }) => String(path[0])));
    const kept = Object.keys(prior).filter((name) => !changed.has(name) && planned[name] !== UNKNOWN);
    const whole: Attributes = { ...planned, ...pick(prior, kept), ...tags, ...this.#unknownAgain(kind, wanted) };
    return {
      planned: this.#coarse(kind, whole),
      replacedBy: [...new Set(changes.filter(({ replaces }) => replaces).map(({ path }) => String(path[0])))],
    };
  }

  async create(kind: ResourceLayout, planned: Attributes): Promise<Applied> {
    try {
      const made = await this.cloud.resources.create(kind.type, withoutId(planned), this.settings);
      return { state: known(fromResource(kind, made)) };
    } catch (error) {
      return { state: undefined, error };
    }
  }

  async update(kind: ResourceLayout, planned: Attributes, prior: Attributes): Promise<Applied> {
    const options = { planned: withoutId(planned), settings: this.settings };
    try {
      const changed = await this.cloud.resources.update(kind.type, toResource(kind, prior), options);
      return { state: known(fromResource(kind, changed)) };
    } catch (error) {
      return { state: this.#afterFailure(planned, prior), error };
    }
  }

  async delete(kind: ResourceLayout, prior: Attributes): Promise<Applied> {
    try {
      await this.cloud.resources.delete(kind.type, toResource(kind, prior), this.settings);
      return { state: undefined };
    } catch (error) {
      return { state: prior, error };
    }
  }

  /** The state as it is now; undefined where the resource is gone. */
  async read(kind: ResourceLayout, state: Attributes): Promise<Attributes | undefined> {
    const found = await this.cloud.resources.read(kind.type, toResource(kind, state), this.settings);
    return found && known(fromResource(kind, found));
  }

  async import(kind: ResourceLayout, id: string): Promise<Attributes> {
    const found = await this.cloud.resources.import(kind.type, id, this.settings);
    if (found === undefined) throw new ProviderError(`Cannot import non-existent remote object: ${id}`);
    return known(fromResource(kind, found));
  }

  validate(kind: ResourceLayout, config: Attributes): readonly Problem[] {
    return this.cloud.resources.validate(kind.type, this.#arguments(kind, config));
  }

  /** What the user can set, without the id that older providers take and ignore. */
  #arguments(kind: ResourceLayout, config: Attributes): Attributes {
    return kind.idAttribute === "id" ? withoutId(config) : config;
  }

  /** All tags, where they are known and not the ones before. */
  #tags({ layout }: ResourceLayout, planned: Attributes, prior: Attributes = {}): Attributes {
    const all = plannedTags(layout, planned, this.settings);
    return isAbsent(all) || equal(all, prior["tags_all"]) ? {} : { tags_all: all };
  }

  /** Newer providers know of no computed attribute whether a change leaves it as it is, unless they say so. */
  #unknownAgain({ type, layout }: ResourceLayout, config: Attributes): Attributes {
    if (this.pkg.style.plugin === "sdk") return {};
    const kept = new Set(["id", ...(this.pkg.kept[type] ?? [])]);
    const open = layout.filter(
      ({ name, attribute }) => isComputed(attribute) && isAbsent(config[name]) && !kept.has(name),
    );
    return Object.fromEntries(open.map(({ name }) => [name, UNKNOWN]));
  }

  /** PROVIDER aws 5: a set of values is unknown as a whole where one of them is. */
  #coarse({ layout }: ResourceLayout, planned: Attributes): Attributes {
    if (this.pkg.style.plugin === "framework") return planned;
    const unknown = layout.filter(({ name, attribute }) => attribute.kind === "set" && hasUnknown(planned[name]));
    return { ...planned, ...Object.fromEntries(unknown.map(({ name }) => [name, UNKNOWN])) };
  }

  /** PROVIDER aws 5: after an update that failed, the state claims what was planned; a refresh sets it right. */
  #afterFailure(planned: Attributes, prior: Attributes): Attributes {
    if (this.pkg.style.plugin === "framework") return prior;
    const entries = Object.entries(planned).map(([name, value]) => [name, value === UNKNOWN ? prior[name] : value]);
    return known(Object.fromEntries(entries) as Attributes);
  }
}

function pick(attributes: Attributes, names: readonly string[]): Attributes {
  return Object.fromEntries(names.map((name) => [name, attributes[name]]));
}

/** A state holds nothing unknown: what nobody told is null. */
function known(attributes: Attributes): Attributes {
  return Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, knownValue(value)]));
}

function knownValue(value: Value): Value {
  if (value === UNKNOWN) return null;
  if (isList(value)) return value.map(knownValue);
  return isObject(value) ? known(value) : value;
}
