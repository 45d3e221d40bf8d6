import { canonicalName } from "../dns-encoding";
import { isRecord } from "../json";
import { policyId } from "../policy-id";
import { parseStsRecord } from "../sts-record";
import { policyIn } from "./policy-in-file";
import {
  keyOf,
  resourceNamed,
  resourcesIn,
  withoutSecretMarks,
  type StackName,
  type StateResource,
} from "./stack-state";

/** What the last deployment of a stack left of one policy domain, as the engine's state has it. */
export interface LastDeployment {
  /** In lower case, without a final dot. */
  readonly domain: string;
  /** The components that publish the domain's policy: one, except while it is renamed. */
  readonly components: readonly LastComponent[];
  /** The records at `_mta-sts.<domain>`, also those outside of a component. */
  readonly records: readonly LastRecord[];
  /** The policies that the components' hosts serve, as far as the state holds the bytes. */
  readonly files: readonly LastFile[];
  /** Every child of the components, for what none of the above holds. */
  readonly children: readonly LastChild[];
}

/** The outputs of a component. What an interrupted deployment or an earlier version did not write is left out. */
export interface LastComponent {
  readonly urn: string;
  readonly name: string;
  readonly policyId?: string;
  readonly policyText?: string;
  /** Every id that was ever announced, in the order of the announcements. */
  readonly announcedIds: readonly string[];
  /** All outputs. */
  readonly outputs: Readonly<Record<string, unknown>>;
}

/** A record at `_mta-sts.<domain>`. */
export interface LastRecord {
  readonly urn: string;
  readonly type: string;
  /** The provider's own id of the resource, where its outputs have it. */
  readonly id?: string;
  /** The text of the record, without quotes. */
  readonly value: string;
  /** Seconds. */
  readonly ttl?: number;
  /** The id that it announces, where it announces one. */
  readonly policyId?: string;
}

/** A policy that a host serves. */
export interface LastFile {
  readonly urn: string;
  readonly type: string;
  readonly body: string;
  /** The id of these bytes. */
  readonly policyId: string;
}

/** A child of a component. */
export interface LastChild extends StateResource {
  /** The child's name without the component's, such as "sts-record". */
  readonly key: string;
}

/** The type under which the engine knows the component. */
const COMPONENT = "mtasts:index:MtaSts";

/**
 * What the last deployment left, by policy domain, out of the outputs of a stack's resources: an object of URNs, each with `type`
 * and `outputs`, as the engine's function `pulumi:pulumi:readStackResourceOutputs` returns them. It may be any value: what has
 * another shape or belongs to another stack is left out. Takes linear time, and never throws.
 *
 * @example
 * import { readLastDeployment } from "@mtasts/core/adapter";
 *
 * const outputs = { policyUrl: "https://mta-sts.example.com/.well-known/mta-sts.txt", policyId: "1" };
 * const state = { "urn:pulumi:prod::mail::mtasts:index:MtaSts::example": { type: "mtasts:index:MtaSts", outputs } };
 * const last = readLastDeployment(state, { stack: "prod", project: "mail" }).get("example.com");
 */
export function readLastDeployment(state: unknown, stack: StackName): ReadonlyMap<string, LastDeployment> {
  const resources = resourcesIn(state, stack);
  const components = new Map(
    resources.filter(({ type }) => type === COMPONENT).map((resource) => [placeOf(resource), resource] as const),
  );
  const childrenOf = childrenIn(resources, components);
  const found = new Map<string, Writable<LastDeployment>>();
  const at = (domain: string) => {
    const last = found.get(domain) ?? { domain, components: [], records: [], files: [], children: [] };
    found.set(domain, last);
    return last;
  };
  const owners = new Map<string, string>();
  for (const [place, component] of components) {
    const children = childrenOf.get(place) ?? [];
    const domain = domainOf(component, children);
    if (domain === undefined) continue;
    for (const { urn } of children) owners.set(urn, domain);
    const last = at(domain);
    last.components.push(componentOf(component));
    for (const child of children) {
      last.children.push(child);
      last.files.push(...filesIn(child));
    }
  }
  for (const resource of resources) {
    const domain = announcedDomain(resource) ?? ownRecordDomain(resource, owners);
    const record = domain === undefined ? undefined : recordOf(resource);
    if (domain !== undefined && record !== undefined) at(domain).records.push(record);
  }
  return found;
}

type Writable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer E)[] ? E[] : T[K] };

/** Two components of one name may stand below different parents. */
function placeOf({ path, name }: Pick<StateResource, "path" | "name">): string {
  return `${path} ${name}`;
}

/** The children by their component: its type is in their path, and its name is the beginning of theirs. */
function childrenIn(
  resources: readonly StateResource[],
  components: ReadonlyMap<string, StateResource>,
): ReadonlyMap<string, LastChild[]> {
  const found = new Map<string, LastChild[]>();
  for (const resource of resources) {
    const end = `$${resource.path}`.lastIndexOf(`$${COMPONENT}$`);
    if (end < 0) continue;
    const path = resource.path.slice(0, end + COMPONENT.length);
    const name = resourceNamed(resource.name, (start) => components.has(placeOf({ path, name: start })));
    if (name === undefined) continue;
    const place = placeOf({ path, name });
    const siblings = found.get(place) ?? [];
    siblings.push({ ...resource, key: keyOf(resource.name, name) });
    found.set(place, siblings);
  }
  return found;
}

function domainOf({ outputs }: StateResource, children: readonly LastChild[]): string | undefined {
  const url = outputs["policyUrl"];
  const [, domain] = typeof url === "string" ? (/^https:\/\/mta-sts\.([^/:?#]{1,253})\//iu.exec(url) ?? []) : [];
  if (domain !== undefined) return canonicalName(domain);
  // A deployment that stopped early wrote no outputs.
  return children.map(announcedDomain).find((name) => name !== undefined);
}

/** As many as are ever remembered. */
const MAX_IDS = 10_000;

function componentOf({ urn, name, outputs }: StateResource): LastComponent {
  const { policyId: id, policyText: text, announcedIds: ids } = outputs;
  return {
    urn,
    name,
    ...(isId(id) ? { policyId: id } : {}),
    ...(typeof text === "string" ? { policyText: text } : {}),
    announcedIds: Array.isArray(ids) ? ids.slice(-MAX_IDS).filter(isId) : [],
    outputs,
  };
}

/** RFC 8461 §3.1: 1 to 32 letters and digits. */
function isId(value: unknown): value is string {
  return typeof value === "string" && /^[A-Za-z0-9]{1,32}$/u.test(value);
}

/** The domain of a record at `_mta-sts.<domain>`, by whatever name its provider calls the name. */
function announcedDomain({ outputs }: StateResource): string | undefined {
  const names = [outputs["fqdn"], outputs["hostname"], outputs["name"]];
  for (const name of names) {
    const [, domain] = typeof name === "string" ? (/^_mta-sts\.([^\s]{1,253})$/iu.exec(name) ?? []) : [];
    if (domain !== undefined) return canonicalName(domain);
  }
  return undefined;
}

/** A provider may keep the name relative to the zone; the component's child has a name of its own. */
function ownRecordDomain({ urn, name }: StateResource, owners: ReadonlyMap<string, string>): string | undefined {
  return name.endsWith("-sts-record") ? owners.get(urn) : undefined;
}

function recordOf({ urn, type, outputs }: StateResource): LastRecord | undefined {
  const value = textsIn(outputs).find((text) => text.startsWith("v=STSv1"));
  if (value === undefined) return undefined;
  const { id, ttl } = outputs;
  const parsed = parseStsRecord(value);
  return {
    urn,
    type,
    ...(typeof id === "string" ? { id } : {}),
    value,
    ...(typeof ttl === "number" ? { ttl } : {}),
    ...(parsed.ok ? { policyId: parsed.value.id } : {}),
  };
}

/** Longer than any such record is. */
const MAX_TEXT = 4_096;

/** The values of a record, whatever its provider calls them, without the quotes and seams between character-strings. */
function textsIn(outputs: Readonly<Record<string, unknown>>): readonly string[] {
  const values = Object.values(outputs).flatMap((value): readonly unknown[] =>
    Array.isArray(value) ? value : [value],
  );
  return values.flatMap((value) => {
    const text = isRecord(value) ? (value["content"] ?? value["value"]) : value;
    return typeof text === "string" && text.length <= MAX_TEXT ? [unquoted(text)] : [];
  });
}

function unquoted(text: string): string {
  return text.startsWith('"') ? text.replace(/^"|"\s?"|"$/gu, "") : text.replaceAll('""', "");
}

function filesIn({ urn, type, outputs }: StateResource): readonly LastFile[] {
  const body = policyIn(withoutSecretMarks(outputs["content"]));
  return body === undefined ? [] : [{ urn, type, body, policyId: policyId(body) }];
}
