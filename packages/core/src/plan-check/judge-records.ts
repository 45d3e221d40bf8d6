import type { Selected } from "../issue";
import { deploymentIssue, type DeploymentIssue } from "../deployment-issue";
import type { StsRecord } from "../sts-record";
import { selectedIn, ttlIn } from "./publications";
import { textAmong, UNKNOWN, valueAt, valuesAt, type Side, type Values } from "./resource-change";
import { ownerOf, type PolicyChange } from "./roles";

/** What senders find at `_mta-sts` after a plan that they did not find before: nothing valid, two records, another TTL. */
export function judgeRecords(changes: readonly PolicyChange[]): readonly DeploymentIssue[] {
  const records = changes.filter(({ role }) => role === "announcement");
  return [...[...byZone(records).values()].flatMap(judgeZone), ...records.flatMap(judgeTtl)];
}

/** While a zone moves to another provider each of the two holds the record, and every resolver sees only one. */
function byZone(records: readonly PolicyChange[]): ReadonlyMap<string, readonly PolicyChange[]> {
  const zones = new Map<string, PolicyChange[]>();
  for (const record of records) {
    const { type, before, after } = record;
    const zone = zoneIn(before) ?? zoneIn(after) ?? type;
    const others = zones.get(zone);
    if (others === undefined) zones.set(zone, [record]);
    else others.push(record);
  }
  return zones;
}

function zoneIn(values: Values | undefined): string | undefined {
  return textAmong(values, "zone_id", "zoneId", "managed_zone", "managedZone", "zone_name", "zoneName", "zone");
}

/** A CNAME leads to a record that somebody else keeps. */
function isDelegated(values: Values): boolean {
  return /^CNAME$/i.test(textAmong(values, "type") ?? "");
}

function isOwner(values: Values): boolean {
  const owner = ownerOf(values);
  return owner === undefined || owner === "_mta-sts" || owner.startsWith("_mta-sts.");
}

function selectedAt(records: readonly PolicyChange[], side: Side): Selected<StsRecord> | typeof UNKNOWN | undefined {
  const held = records
    .map((record) => valuesAt(record, side))
    .filter((values) => values !== undefined)
    .filter(isOwner);
  return held.length === 0 || held.some(isDelegated) ? undefined : selectedIn(held);
}

function judgeZone(records: readonly PolicyChange[]): readonly DeploymentIssue[] {
  const before = selectedAt(records, "before");
  const after = selectedAt(records, "after");
  const [first] = [...records.filter(({ action }) => action !== "keep"), ...records];
  if (first === undefined) return [];
  const path = [first.address, attributeOf(first)];
  if (after === undefined) {
    // What is deleted is judged as a removal.
    const isRenamed = before !== undefined && records.some(isRenaming);
    return isRenamed ? [deploymentIssue({ code: "record-unreadable", problem: RENAMED }, [first.address, "name"])] : [];
  }
  if (after === UNKNOWN) {
    if (before === UNKNOWN || before === undefined) return [];
    return [
      deploymentIssue({ code: "not-judged", problem: `${path[1] ?? ""} is not known before the deployment` }, path),
    ];
  }
  const wasBroken = before !== undefined && before !== UNKNOWN && before.outcome === "none";
  if (after.outcome === "record" || wasBroken) return [];
  const reason = after.issues[0]?.message;
  return [
    deploymentIssue(
      { code: "record-unreadable", ...(reason === undefined ? {} : { problem: problemOf(reason) }) },
      path,
    ),
  ];
}

const RENAMED = "the record moves to another name, and senders find none at _mta-sts";

function isRenaming({ action, after }: PolicyChange): boolean {
  return action === "update" && after !== undefined && !isOwner(after);
}

/** The reason of the grammar, without its advice, which is for those who write records by hand. */
function problemOf(message: string): string {
  const end = message.indexOf(";");
  const reason = end === -1 ? message : message.slice(0, end);
  return `senders find no valid record after the plan, and take the domain for one without MTA-STS: ${reason}`;
}

function attributeOf({ before, after }: PolicyChange): string {
  const name = ["records", "content", "value", "rrdatas"].find((each) => valueAt(after ?? before, each) !== undefined);
  return name ?? "records";
}

function judgeTtl(record: PolicyChange): readonly DeploymentIssue[] {
  const { address } = record;
  const [before, after] = [valuesAt(record, "before"), valuesAt(record, "after")];
  const [old, next] = [ttlIn(before), ttlIn(after)];
  if (old === undefined || next === undefined || old === next) return [];
  const path = [address, "ttl"];
  if (next > old) {
    const problem = `resolvers may hold the record for ${next} seconds instead of ${old}, and every wait grows by the difference`;
    return [deploymentIssue({ code: "record-ttl-changed", got: next, problem }, path)];
  }
  const problem = `resolvers may hold the old record for another ${old} seconds, so waits count the old TTL until then`;
  return [deploymentIssue({ code: "record-ttl-changed", got: next, problem, severity: "info" }, path)];
}
