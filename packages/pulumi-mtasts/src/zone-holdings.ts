import type { LastDeployment } from "@mtasts/core/adapter";
import type * as Core from "@mtasts/core/preflight";
import { importedUrn, isAdopted } from "./adopted.js";
import { lastDeployment, type Memory } from "./last-deployment.js";
import { judging } from "./network.js";
import type { ZoneAccess } from "./ports.js";
import { keyIn, keys, nameOf, takeOverOf, typeOf, type SettingOf } from "./preflight-setting.js";
import { inTime, invokeOptions } from "./provider-calls.js";

/** A record that the deployment creates in the zone of `dns`. */
interface Created {
  readonly role: Core.ZoneHolding["role"];
  readonly name: string;
}

/** What may be at a name and keep the deployment from creating its own record there. */
const TYPES = { TXT: ["TXT", "CNAME"], CNAME: ["CNAME", "A", "AAAA"] } as const;

/**
 * The same setting with the records that the zone holds already at the names of those to be created. The provider is asked only
 * where DNS may answer from another zone: while a zone moves, or is not delegated yet. Never rejects; what it does not answer is
 * not known.
 */
export async function withHoldings(
  setting: Core.Setting,
  seen: Core.SeenInternet,
  of: SettingOf,
): Promise<Core.Setting> {
  const { zoneAccess: access } = of.args.dns;
  const { zoneId } = of;
  if (access === undefined || zoneId === undefined || setting.zone === undefined) return setting;
  if (!judging().isHiddenZone(seen, setting.zone)) return setting;
  const memory = await lastDeployment();
  if (!memory.isKnown) return setting;
  const created = await createdIn(of, access, memory);
  const found = await Promise.all(created.map(async (record) => await holdingsAt(record, { ...of, zoneId, access })));
  const holdings = found.flat();
  return holdings.length === 0 ? setting : { ...setting, holdings };
}

/** The records that the state does not have in this very zone, whatever it has in the former one. */
async function createdIn(of: SettingOf, access: ZoneAccess, memory: Memory & { readonly isKnown: true }) {
  const last = memory.domains.get(of.domain);
  const known: readonly Created[] = (["sts", "tlsRpt", "host"] as const)
    .filter((role) => role !== "tlsRpt" || of.args.tlsRpt !== undefined)
    .map((role) => ({ role, name: nameOf(role, of.domain) }));
  // A custom domain that is in the state answers for the name in whichever zone.
  const isOwnName = of.args.host.ownsName === true && last !== undefined && last.components.length > 0;
  const all = [...known.filter(({ role }) => !(isOwnName && role === "host")), ...proofsIn(last)];
  const isCreated = await Promise.all(all.map(async ({ role }) => !(await isHeld(role, of, { access, last, memory }))));
  return all.filter((_, i) => isCreated[i]);
}

interface Known {
  readonly access: ZoneAccess;
  readonly last: LastDeployment | undefined;
  readonly memory: Memory & { readonly isKnown: true };
}

async function isHeld(role: Created["role"], of: SettingOf, { access, last, memory }: Known): Promise<boolean> {
  const { nameSuffix } = of.args.dns;
  const key = keyIn(keys[role], nameSuffix);
  const type = access.recordType;
  if (last?.children.some((child) => child.key === key && child.type === type) === true) return true;
  const child = { component: of.name, key: keys[role], type, nameSuffix };
  return memory.urns.has(importedUrn(child)) || (await isAdopted(child, of.opts));
}

/** The name of the record that validates a certificate stays the same for an account, and the former zone's record has it. */
function proofsIn(last: LastDeployment | undefined): readonly Created[] {
  const names = (last?.children ?? [])
    .filter(({ key }) => key === keys.proof || key.endsWith(`-${keys.proof}`))
    .flatMap(({ outputs }) => [outputs["fqdn"] ?? outputs["name"]])
    .flatMap((name) => (typeof name === "string" ? [name.toLowerCase().replace(/\.$/u, "")] : []));
  const [name] = names.filter((one) => one.includes(".mta-sts."));
  return name === undefined ? [] : [{ role: "proof", name }];
}

async function holdingsAt(
  { role, name }: Created,
  of: SettingOf & { readonly zoneId: string; readonly access: ZoneAccess },
): Promise<readonly Core.ZoneHolding[]> {
  const own = typeOf(role);
  const isImportable = !(role === "host" && of.args.host.ownsName === true);
  const found = await Promise.all(
    TYPES[own].map(async (type): Promise<readonly Core.ZoneHolding[]> => {
      const ids = await idsAt({ name, type }, of);
      if (ids.length === 0) return [];
      const takeOver = takeOverOf({ ...of, key: keys[role] }, { name, type }, ids);
      return [{ role, name, type, ...(type === own && isImportable ? { takeOver } : {}) }];
    }),
  );
  return found.flat();
}

async function idsAt(
  record: { readonly name: string; readonly type: string },
  { zoneId, access, opts }: SettingOf & { readonly zoneId: string; readonly access: ZoneAccess },
): Promise<readonly string[]> {
  const ids: unknown = await inTime(
    async () => await access.recordIds(zoneId, record, invokeOptions(access.recordType, opts)),
  );
  return Array.isArray(ids) ? ids.filter((id): id is string => typeof id === "string") : [];
}
