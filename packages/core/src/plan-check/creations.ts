import { parseDomain } from "../domain";
import { deploymentIssue, type DeploymentIssue } from "../deployment-issue";
import { isRecord } from "../json";
import type { PlannedCreations, PlannedRecord } from "../preflight/judge-creations";
import { takeOverAdvice, terraformTakeOver, type TerraformTakeOver } from "../preflight/take-over";
import { isUnnamed, ownRecord, type OwnRecord } from "./planned-record";
import { readPulumiPlan } from "./pulumi-plan";
import { textAmong, textsOf, valueAt, type ResourceChange, type ResourcePlan, type Values } from "./resource-change";
import { readTerraformPlan } from "./terraform-plan";
import { zoneNamesIn } from "./zone-names";

/** More domains than one stack holds. */
const MAX_DOMAINS = 10_000;

/**
 * What a plan creates of each policy domain's records, for `judgeCreations`: without the records that the plan holds already,
 * keeps, replaces, or imports. Reads the plans that `checkPlan` reads. Never throws; takes time in proportion to the plan.
 *
 * @example
 * import { creationsInPlan } from "@mtasts/core/plan-check";
 *
 * const domains: readonly string[] = creationsInPlan(JSON.parse("{}")).map(({ domain }) => domain);
 */
export function creationsInPlan(json: unknown): readonly PlannedCreations[] {
  if (!isRecord(json)) return [];
  const plan = readTerraformPlan(json) ?? readPulumiPlan(json);
  if (plan === undefined) return [];
  const zones = zoneNamesIn(json, plan.changes);
  const held = new Set(plan.changes.filter(isHeld).flatMap((change) => keysOf(change, zones)));
  const inState = stateOf(plan);
  const found = new Map<string, PlannedCreations>();
  for (const change of plan.changes) {
    for (const part of partsOf(change, zones, inState)) {
      const known = found.get(part.domain);
      if (held.has(part.key) || (known === undefined && found.size >= MAX_DOMAINS)) continue;
      found.set(part.domain, part.addTo(known ?? { domain: part.domain, records: {} }));
    }
  }
  return [...found.values()];
}

/** The records that the plan creates under a name relative to a zone that it does not name: nothing at them can be looked up. */
export function unnamedCreations(
  changes: readonly ResourceChange[],
  zones: ReadonlyMap<string, string>,
): readonly DeploymentIssue[] {
  const unnamed = changes.filter((change) => isCreating(change) && isUnnamed(change, change.after, zones));
  return unnamed.map(({ address, after }) => {
    const problem =
      "the name is relative to a zone whose name the plan does not show, so it is not known what exists there";
    return deploymentIssue({ code: "not-judged", got: textAmong(after, "name"), problem }, [address, "zone_id"]);
  });
}

function isCreating({ action, isImported }: ResourceChange): boolean {
  return isImported !== true && action === "create";
}

/** What the plan creates, by a key that what is held already has, too. */
interface Part {
  readonly domain: string;
  readonly key: string;
  readonly addTo: (creations: PlannedCreations) => PlannedCreations;
}

/** What a tool forgets stays where it is, and is in the way of a new one. */
function isHeld({ action, before, isImported }: ResourceChange): boolean {
  return isImported === true || (before !== undefined && action !== "create" && action !== "forget");
}

function keysOf(change: ResourceChange, zones: ReadonlyMap<string, string>): readonly string[] {
  const { before, after, isImported } = change;
  const times = isImported === true ? [before, after] : [before];
  return times.flatMap((values) => {
    const record = ownRecord(change, values, zones);
    return [...(record === undefined ? [] : [keyOf(record)]), ...aliasesOf(change, values).map(aliasKey)];
  });
}

function keyOf({ role, owner }: OwnRecord): string {
  return `${role} ${owner}`;
}

function aliasKey(domain: string): string {
  return `alias ${domain}`;
}

function partsOf(change: ResourceChange, zones: ReadonlyMap<string, string>, state: KnownState): readonly Part[] {
  const { address, action, after, isImported } = change;
  if (isImported === true || after === undefined || !CREATING.has(action)) return [];
  const certificates = requestsCertificate(change) ? domainsOfCertificate(change) : [];
  const requested = certificates.map((domain): Part => {
    return { domain, key: `certificate ${address}`, addTo: (known) => ({ ...known, certificate: address }) };
  });
  const aliases = (action === "create" ? aliasesOf(change, after) : []).map((domain): Part => {
    return { domain, key: aliasKey(domain), addTo: (known) => ({ ...known, distribution: address }) };
  });
  const record = ownRecord(change, after, zones);
  const records = record === undefined ? [] : [partOf(record, change, state)];
  return [...requested, ...aliases, ...records];
}

/** A change of name creates a record at the new one. */
const CREATING: ReadonlySet<ResourceChange["action"]> = new Set([
  "create",
  "update",
  "replace",
  "replace-create-first",
] as const);

function partOf(record: OwnRecord, change: ResourceChange, state: KnownState): Part {
  const { role, domain, ...rest } = record;
  const takeOver = takeOverOf(record, change, state);
  const planned: PlannedRecord = {
    address: change.address,
    ...rest,
    creation: state.isWhole ? "created" : "unknown",
    ...(takeOver === undefined ? {} : { takeOver }),
  };
  const addTo: Part["addTo"] = ({ records, ...known }) => ({ ...known, records: { [role]: planned, ...records } });
  return { domain, key: keyOf(record), addTo };
}

/** What the tool's state is known to hold. */
interface KnownState {
  readonly tool: ResourcePlan["tool"];
  /** Whether all of it is listed. */
  readonly isWhole: boolean;
  /** The addresses that are only created. */
  readonly created: ReadonlySet<string>;
}

function stateOf({ tool, changes, isComplete }: ResourcePlan): KnownState {
  const created = new Set(changes.filter(({ action }) => action === "create").map(({ address }) => address));
  // A stack that is created itself had nothing before.
  const isFirst = changes.some(({ type, address }) => type === STACK && created.has(address));
  return { tool, isWhole: isComplete || isFirst, created };
}

const STACK = "pulumi:pulumi:Stack";

function requestsCertificate({ type, action, after }: ResourceChange): boolean {
  const isNew = action !== "update";
  const isAcm = type === "aws_acm_certificate" || type === "aws:acm/certificate:Certificate";
  if (!isNew || !isAcm) return false;
  // CAA records decide nothing about a certificate that is imported, or issued by a private authority.
  const others = ["private_key", "certificate_body", "certificate_authority_arn"].map((name) => valueAt(after, name));
  return others.every((value) => value === undefined || value === null || value === "");
}

function domainsOfCertificate({ after }: ResourceChange): readonly string[] {
  return domainsBehind([...textsOf(after, "domain_name"), ...textsOf(after, "subject_alternative_names")]);
}

function aliasesOf({ type }: ResourceChange, values: Values | undefined): readonly string[] {
  const kind = type.toLowerCase();
  const isDistribution = kind.includes("cloudfront") && kind.includes("distribution");
  return isDistribution ? domainsBehind(textsOf(values, "aliases")) : [];
}

const HOST = "mta-sts.";

function domainsBehind(hosts: readonly string[]): readonly string[] {
  const below = hosts.filter((host) => host.toLowerCase().startsWith(HOST)).slice(0, MAX_DOMAINS);
  const domains = below.map((host) => parseDomain(host.slice(HOST.length)));
  return [...new Set(domains.flatMap((domain) => (domain.ok ? [domain.value] : [])))];
}

function takeOverOf(record: OwnRecord, change: ResourceChange, state: KnownState): string | undefined {
  const { address, type, parent } = change;
  const found = importId(record, change);
  // The address of a resource that the state holds already takes no import.
  if (found === undefined || change.action !== "create") return undefined;
  const { id } = found;
  if (state.tool === "terraform") return terraformTakeOver({ address, ...found });
  const isInState = parent !== undefined && !parent.includes(`::${STACK}::`) && !state.created.has(parent);
  const above = isInState ? { parent: { name: nameIn(parent), urn: parent } } : {};
  return takeOverAdvice({ type, child: nameIn(address), ids: [id], idForm: id, ...above });
}

function nameIn(urn: string): string {
  return urn.slice(urn.lastIndexOf("::") + 2);
}

/** The id under which the provider imports a record; Cloudflare's own part of it is in no plan. */
function importId(
  record: OwnRecord,
  { type, after }: ResourceChange,
): Pick<TerraformTakeOver, "id" | "lookUp"> | undefined {
  const { owner, type: kind = "", zone } = record;
  const at = zone.id ?? "<zone id>";
  if (type === "aws_route53_record" || type === "aws:route53/record:Record") {
    const set = textAmong(after, "set_identifier", "setIdentifier");
    return { id: [at, owner, kind, ...(set === undefined ? [] : [set])].join("_") };
  }
  if (!CLOUDFLARE.has(type)) return undefined;
  const lookUp = `the Cloudflare API shows the record id: GET /zones/${at}/dns_records?name=${owner}`;
  return { id: `${at}/<record id>`, lookUp };
}

const CLOUDFLARE: ReadonlySet<string> = new Set([
  "cloudflare_dns_record",
  "cloudflare_record",
  "cloudflare:index/dnsRecord:DnsRecord",
  "cloudflare:index/record:Record",
]);
