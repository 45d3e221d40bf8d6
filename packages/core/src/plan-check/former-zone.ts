import { deploymentIssue, type DeploymentIssue } from "../deployment-issue";
import { isRecord } from "../json";
import { moment, readMoment } from "../moment";
import { textAmong, type Values } from "./resource-change";
import { ownerOf, type PolicyChange } from "./roles";

/** The move of a zone as an output of the last deployment states it; only what it states is there. */
export interface StatedZoneMove {
  readonly domain?: string;
  /** When the NS records were first seen to have changed. */
  readonly delegatedSince?: string;
  /** When the records in the former zone may be removed, in seconds since 1970. */
  readonly removableFrom?: number;
  /** Which records those are. */
  readonly former: { readonly recordType?: string; readonly nameSuffix?: string; readonly zoneId?: string };
}

/** Deeper than any outputs are, and a bound on what a hostile file makes us walk. */
const MAX_DEPTH = 12;

/** More moves than one stack makes. */
const MAX_MOVES = 10_000;

type Json = Readonly<Record<string, unknown>>;

/** The moves in the outputs of a state: `zoneMove` of the construct, and `zone_move` of the HCL modules. Never throws. */
export function zoneMovesIn(outputs: unknown): readonly StatedZoneMove[] {
  const found: StatedZoneMove[] = [];
  collect(outputs, found, 0);
  return found;
}

function collect(value: unknown, found: StatedZoneMove[], depth: number): void {
  if (depth > MAX_DEPTH || found.length >= MAX_MOVES || typeof value !== "object" || value === null) return;
  if (isRecord(value)) {
    const move = unwrapped(value["zoneMove"] ?? value["zone_move"]);
    if (isRecord(move)) found.push(moveIn(move, value));
  }
  for (const member of Object.values(value)) collect(member, found, depth + 1);
}

/** An output of the state is its value with what is known of it. */
function unwrapped(value: unknown): unknown {
  return isRecord(value) && isRecord(value["value"]) ? value["value"] : value;
}

function moveIn(move: Json, outputs: Json): StatedZoneMove {
  const text = (of: unknown, ...names: readonly string[]): string | undefined => {
    const found = isRecord(of) ? names.map((name) => of[name]).find((one) => typeof one === "string") : undefined;
    return typeof found === "string" ? found : undefined;
  };
  const url = text(outputs, "policyUrl") ?? "";
  const [, ofUrl] = /^https:\/\/mta-sts\.([^/]{1,253})\/\.well-known\/mta-sts\.txt$/.exec(url) ?? [];
  const from = readMoment(text(move, "removableFrom", "removable_from") ?? "");
  const { former } = move;
  return defined({
    domain: ofUrl ?? text(move, "domain"),
    delegatedSince: text(move, "delegatedSince", "delegated_since"),
    removableFrom: from,
    former: defined({
      recordType: text(former, "recordType", "record_type"),
      nameSuffix: text(former, "nameSuffix"),
      zoneId: text(former, "zone_id"),
    }),
  });
}

function defined<T extends object>(values: T): { readonly [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never;
}

/**
 * Finds the same record in another zone, which has had it and keeps it: what is left when the move of a zone ends. Takes time in
 * proportion to the changes, however many records one name has.
 */
export function keptElsewhere(changes: readonly PolicyChange[]): (change: PolicyChange) => PolicyChange | undefined {
  const staying = new Map<string, Map<string, PolicyChange>>();
  for (const change of changes) {
    const { before, after } = change;
    const [key, zone] = [keyOf(change, after), textAmong(after, "zone_id")];
    if (before === undefined || key === undefined || zone === undefined || !isStaying(change)) continue;
    staying.set(key, (staying.get(key) ?? new Map<string, PolicyChange>()).set(zone, change));
  }
  return (change) => {
    const [key, own] = [keyOf(change, change.before), textAmong(change.before, "zone_id")];
    if (change.action !== "delete" || key === undefined || own === undefined) return undefined;
    // The first or the second one is in another zone.
    for (const [zone, other] of staying.get(key) ?? []) if (zone !== own) return other;
    return undefined;
  };
}

/** What the records of both zones have in common. */
function keyOf({ role }: PolicyChange, values: Values | undefined): string | undefined {
  const owner = values === undefined ? undefined : ownerOf(values);
  return owner === undefined ? undefined : JSON.stringify([role, owner, textAmong(values, "type")]);
}

function isStaying({ action }: PolicyChange): boolean {
  return action === "keep" || action === "update" || action === "forget";
}

/**
 * Announcements that go from one of two zones although resolvers may still ask it: the former one before its time, or the new one
 * after the NS records have changed.
 *
 * @param now - Seconds since 1970.
 */
export function judgeFormerZone(
  announcements: readonly PolicyChange[],
  moves: readonly StatedZoneMove[],
  now: number,
): readonly DeploymentIssue[] {
  if (moves.length === 0) return [];
  const keptFor = keptElsewhere(announcements);
  return announcements.flatMap((change) => {
    const kept = keptFor(change);
    if (kept === undefined) return [];
    const own = moves.filter(({ domain }) => domain === undefined || domain === change.domain);
    const former = own.filter((move) => isFormer(change, kept, move));
    if (former.length > 0) return former.flatMap((move) => tooEarly(change, move, now)).slice(0, 1);
    return own.flatMap((move) => notKept(change, move)).slice(0, 1);
  });
}

function tooEarly(
  { address }: PolicyChange,
  { removableFrom }: StatedZoneMove,
  now: number,
): readonly DeploymentIssue[] {
  if (removableFrom !== undefined && removableFrom <= now) return [];
  const until =
    removableFrom === undefined
      ? "for an unknown time, since the last deployment had no delegatedSince"
      : `until ${moment(removableFrom)}`;
  const problem = `resolvers may ask the former zone ${until}, and its records would be deleted`;
  return [deploymentIssue({ code: "zone-dropped-too-early", problem }, [address])];
}

/** As long as no NS record has changed, the move can be given up. */
function notKept({ address, type, before }: PolicyChange, move: StatedZoneMove): readonly DeploymentIssue[] {
  if (move.domain === undefined || move.delegatedSince === undefined) return [];
  const zone = textAmong(before, "zone_id") ?? "";
  const problem = `the deployment would delete the announcement, which senders may still find in zone ${zone} (${type})`;
  return [deploymentIssue({ code: "zone-not-kept", problem }, [address])];
}

/** Of two zones at one provider, the construct's addresses show which is which: the new one has a suffix. */
function isFormer(change: PolicyChange, kept: PolicyChange, { former }: StatedZoneMove): boolean {
  const { recordType, nameSuffix, zoneId } = former;
  if (zoneId !== undefined) return zoneId === textAmong(change.before, "zone_id");
  if (recordType !== change.type) return false;
  if (kept.type !== change.type) return true;
  const [own, other] = [stemOf(change), stemOf(kept)];
  return nameSuffix === undefined ? other.startsWith(`${own}_`) : own.endsWith(`_${nameSuffix}`);
}

/** What an address has before the record's own name. */
function stemOf({ address }: PolicyChange): string {
  const end = address.lastIndexOf("_sts-record");
  return end === -1 ? address : address.slice(0, end);
}
