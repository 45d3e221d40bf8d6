import { formatIssue } from "@mtasts/core";
import { sameNames } from "@mtasts/core/adapter";
import { Construct, type IConstruct } from "constructs";
import type { PreviousDnsArgs } from "./args.js";
import type { TerraformResource } from "./framework.js";
import type { DnsProvider, RecordInputs } from "./ports.js";

/** A DNS provider that publishes every record in the former zone, too, while the zone moves. */
export interface Zones<R extends TerraformResource | undefined> extends DnsProvider<R> {
  /** What stands in the former zone so far. */
  readonly former: () => readonly TerraformResource[];
}

/** An id that the framework leaves out of a resource's address, which is thus as it was before the move. */
const HIDDEN = "Default";

/**
 * The zones of a construct's records. A record's address follows from its zone alone, so that neither the beginning nor the end
 * of a move touches a record that stays.
 */
export function zonesOf<R extends TerraformResource | undefined>(
  construct: Construct,
  dns: DnsProvider<R>,
  previousDns: PreviousDnsArgs | undefined,
): Zones<R> {
  const former: TerraformResource[] = [];
  const within = scopes();
  const previous = previousDns?.dns;
  return {
    ...(dns.nameSuffix === undefined ? {} : { nameSuffix: dns.nameSuffix }),
    ...(dns.published === undefined ? {} : { published: dns.published.bind(dns) }),
    record(scope, record, opts) {
      const made = dns.record(within(scope, dns.nameSuffix), record, opts);
      const kept = previous?.record(within(within(construct, HIDDEN), previous.nameSuffix), record, opts);
      if (kept === undefined) return made;
      if (isSame(made, kept)) throw new Error(formatIssue(sameNames()));
      former.push(kept);
      return made;
    },
    former: () => former,
  };
}

/** The record that stands in for its key: during a move the one in the former zone. */
export function findRecord(
  construct: Construct,
  key: RecordInputs["key"],
  { dns, previousDns }: { readonly dns: DnsProvider; readonly previousDns?: PreviousDnsArgs | undefined },
): IConstruct | undefined {
  const former = construct.node.tryFindChild(HIDDEN);
  const kept = former === undefined ? undefined : foundIn(former, key, previousDns?.dns.nameSuffix);
  return kept ?? foundIn(construct, key, dns.nameSuffix) ?? foundIn(construct, key, undefined);
}

function foundIn(scope: IConstruct, key: string, suffix: string | undefined): IConstruct | undefined {
  const place = suffix === undefined ? scope : scope.node.tryFindChild(suffix);
  return place?.node.tryFindChild(key);
}

/** The scope of this id below another, made once; without an id the other one itself. */
function scopes(): (scope: Construct, id: string | undefined) => Construct {
  const made = new Map<string, Construct>();
  return (scope, id) => {
    if (id === undefined) return scope;
    const path = `${scope.node.path}/${id}`;
    const found = made.get(path) ?? new Construct(scope, id);
    made.set(path, found);
    return found;
  };
}

/** Of one type and under one address, the framework would make one resource of both. */
function isSame(one: TerraformResource | undefined, other: TerraformResource): boolean {
  return one?.terraformResourceType === other.terraformResourceType && one.friendlyUniqueId === other.friendlyUniqueId;
}
