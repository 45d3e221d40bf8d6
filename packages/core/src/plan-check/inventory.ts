import { bucketOfDomain } from "./links";
import { keepsNothing, type CachePolicies } from "./distribution";
import { openTextAmong, textAmong, UNKNOWN, valuesAt, type Side, type Values } from "./resource-change";
import type { PolicyChange } from "./roles";

/** One resource as it is at one time. */
export interface Held {
  readonly change: PolicyChange;
  readonly values: Values;
}

/** The resources of one domain at one time, by what they are to its host. */
export interface Inventory {
  readonly announcements: readonly Held[];
  readonly names: readonly Held[];
  readonly distributions: readonly Held[];
  readonly objects: readonly Held[];
  readonly scripts: readonly Held[];
  readonly bucketPolicies: readonly Held[];
  readonly accessControls: readonly Held[];
  readonly certificates: readonly Held[];
  readonly cachePolicies: CachePolicies;
}

/** More resources of one kind than any one domain has; each is compared with each of the others, so there has to be a bound. */
export const MAX_PARTS = 100;

export function inventoryAt(changes: readonly PolicyChange[], side: Side): Inventory {
  const held = changes.flatMap((change): readonly Held[] => {
    const values = valuesAt(change, side);
    return values === undefined ? [] : [{ change, values }];
  });
  const of = (role: PolicyChange["role"]): readonly Held[] =>
    held.filter(({ change }) => change.role === role).slice(0, MAX_PARTS);
  const hosts = of("host");
  const typed = (pattern: RegExp): readonly Held[] => hosts.filter(({ change: { type } }) => pattern.test(type));
  const files = of("file");
  return {
    announcements: of("announcement"),
    names: of("name"),
    distributions: typed(/distribution/i),
    objects: files.filter(({ change }) => !isScript(change)),
    scripts: files.filter(({ change }) => isScript(change)),
    bucketPolicies: typed(/bucket_?policy/i),
    accessControls: typed(/origin_?access_?control/i),
    certificates: typed(/certificate(?!_?validation)/i),
    cachePolicies: new Map(typed(/cache_?policy/i).map(({ values }) => [String(values["id"]), keepsNothing(values)])),
  };
}

function isScript({ type }: PolicyChange): boolean {
  return /worker/i.test(type);
}

/** What is stored under a name: those that bear it, or the only one whose name the plan leaves open. */
export function named(
  held: readonly Held[],
  name: string | typeof UNKNOWN | undefined,
  ...attributes: readonly string[]
): readonly Held[] {
  const nameOf = ({ values }: Held): string | typeof UNKNOWN | undefined => openTextAmong(values, ...attributes);
  if (typeof name === "string") {
    const found = held.filter((each) => nameOf(each) === name);
    return found.length > 0 ? found : held.filter((each) => nameOf(each) === UNKNOWN);
  }
  const open = held.filter((each) => typeof nameOf(each) !== "string");
  return open.length > 0 ? open : held;
}

/** The bucket that an origin's domain name is of; open where the plan leaves it open. */
export function bucketOf(origin: Values): string | typeof UNKNOWN | undefined {
  const name = openTextAmong(origin, "domain_name");
  return name === UNKNOWN ? UNKNOWN : bucketOfDomain(textAmong(origin, "domain_name", "domainName"))[0];
}
