import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Deployment } from "./deployment";

type Values = Readonly<Record<string, unknown>>;

/** A resource as a plan tells it, in the words of the construct's keys. */
export interface PlannedResource {
  readonly type: string;
  /** What is known of it. */
  readonly values: Values;
  /** For each argument that is not known yet: the attributes of other resources that it is made from. */
  readonly later: Readonly<Record<string, readonly string[]>>;
  /** The keys of the resources that it waits for, said or implied. */
  readonly after: readonly string[];
  /** The name of its provider within its package, such as "aws.r2". */
  readonly provider: string;
}

/** All that a configuration asks for: its resources by their keys, and its outputs as far as they are known. */
export interface PlannedCase {
  readonly resources: Readonly<Record<string, PlannedResource>>;
  readonly outputs: Values;
}

/** How the addresses of a configuration are read. */
export interface Naming {
  /** To which case a resource belongs, and its key there. */
  readonly read: (address: string) => { readonly name: string; readonly key: string };
  /** What a local value of the configuration is made from. */
  readonly locals?: Readonly<Record<string, readonly string[]>>;
}

interface Expression {
  readonly references?: readonly string[];
}

interface ConfiguredResource {
  readonly address: string;
  readonly provider_config_key: string;
  readonly expressions?: Readonly<Record<string, unknown>>;
  readonly depends_on?: readonly string[];
}

interface ConfiguredModule {
  readonly resources?: readonly ConfiguredResource[];
  readonly module_calls?: Readonly<Record<string, { readonly module: ConfiguredModule }>>;
}

interface PlanJson {
  readonly resource_changes: readonly {
    readonly address: string;
    readonly type: string;
    readonly change: { readonly after: Values; readonly after_unknown: Values };
  }[];
  readonly planned_values: { readonly outputs: Readonly<Record<string, { readonly value?: Values }>> };
  readonly output_changes: Readonly<Record<string, { readonly after?: unknown }>>;
  readonly configuration: { readonly root_module: ConfiguredModule };
}

/** Writes a configuration, with the modules that it calls, and plans it. */
export async function planOf(
  { outdir, must }: Deployment,
  configuration: object,
  folders: Readonly<Record<string, string>> = {},
): Promise<PlanJson> {
  const root = path.join(outdir, "stacks", "mta-sts");
  rmSync(root, { recursive: true, force: true });
  mkdirSync(root, { recursive: true });
  for (const [name, from] of Object.entries(folders)) cpSync(from, path.join(root, name), { recursive: true });
  writeFileSync(path.join(root, "main.tf.json"), JSON.stringify(configuration));
  await must("init");
  await must("plan", "-out=planned");
  return JSON.parse((await must("show", "-json", "planned")).output) as PlanJson;
}

/** The cases of a plan, by their names. */
export function casesOf(plan: PlanJson, naming: Naming): ReadonlyMap<string, PlannedCase> {
  const configured = new Map(allResources(plan.configuration.root_module).map((one) => [one.address, one]));
  const cases = new Map<string, Record<string, PlannedResource>>();
  for (const { address, type, change } of plan.resource_changes) {
    const { name, key } = naming.read(address);
    const resource = configured.get(address.replace(/\[0\]$/u, ""));
    if (resource === undefined) throw new Error(`nothing is configured as ${address}`);
    const found = cases.get(name) ?? {};
    cases.set(name, found);
    found[key] = { type, ...changeOf(change), ...wiringOf(resource, change.after_unknown, naming) };
  }
  const { outputs } = plan.planned_values;
  return new Map(
    [...cases].map(([name, all]) => [name, { resources: existing(all), outputs: outputs[name]?.value ?? {} }]),
  );
}

/** A module names every resource that it may have; one without an instance is waited for by none. */
function existing(all: Readonly<Record<string, PlannedResource>>): Readonly<Record<string, PlannedResource>> {
  const waiting = Object.entries(all).map(([key, one]) => [
    key,
    { ...one, after: one.after.filter((each) => each in all) },
  ]);
  return Object.fromEntries(waiting) as Readonly<Record<string, PlannedResource>>;
}

/** Every resource under its whole address. */
function allResources(module: ConfiguredModule, prefix = ""): readonly ConfiguredResource[] {
  const own = (module.resources ?? []).map((one) => ({ ...one, address: `${prefix}${one.address}` }));
  const called = Object.entries(module.module_calls ?? {}).flatMap(([name, call]) =>
    allResources(call.module, `${prefix}module.${name}.`),
  );
  return [...own, ...called];
}

function changeOf({ after }: { readonly after: Values }): Pick<PlannedResource, "values"> {
  return { values: Object.fromEntries(Object.entries(after).filter(([, value]) => value !== null)) };
}

function wiringOf(
  { expressions = {}, depends_on: said = [], provider_config_key: provider }: ConfiguredResource,
  unknown: Values,
  { read, locals = {} }: Naming,
): Pick<PlannedResource, "later" | "after" | "provider"> {
  const attributesOf = (expression: unknown): readonly string[] => {
    const all = referencesIn(expression).flatMap((one) => locals[one] ?? [one]);
    return [...new Set(all.flatMap((one) => attributeOf(one, read)))].sort();
  };
  const later = Object.entries(expressions)
    .filter(([name]) => name in unknown && unknown[name] !== false)
    .map(([name, expression]) => [name, attributesOf(expression)] as const);
  const implied = attributesOf(expressions).map((one) => one.split(".")[0]!);
  const after = new Set([...implied, ...said.map((address) => read(address).key)]);
  return {
    later: Object.fromEntries(later),
    after: [...after].sort(),
    provider: provider.slice(provider.lastIndexOf(":") + 1),
  };
}

/** Every reference within an expression, or within the blocks of one. */
function referencesIn(expression: unknown): readonly string[] {
  if (Array.isArray(expression)) return expression.flatMap(referencesIn);
  if (typeof expression !== "object" || expression === null) return [];
  const { references = [] } = expression as Expression;
  return [...references, ...Object.values(expression).flatMap(referencesIn)];
}

/** `key.attribute`, for a reference to an attribute of a resource: indices and deeper paths left out. */
function attributeOf(reference: string, read: Naming["read"]): readonly string[] {
  const [, address = "", attribute = ""] =
    /^((?:aws|cloudflare|random|terraform)_\w+\.[\w-]+)\.(\w+)/u.exec(reference) ?? [];
  return address === "" ? [] : [`${read(address).key}.${attribute}`];
}
