import { argumentIssues, type ArgumentRule } from "../argument-issues";
import { toIssue, type Issue } from "../issue";
import { impossibleMoves } from "./move-issues";
import { zoneMoveIssues, zoneMoveRules, type ZoneNames } from "./zone-move";

/** The arguments that wire a deployment together, which may be any values at run time. */
export interface Ports {
  readonly host: unknown;
  readonly previousHost: unknown;
  readonly dns: unknown;
  readonly previousDns: unknown;
}

/** What a framework knows of values that only the deployment will know. */
export interface PresentValues {
  /** Whether a value is an object that is there from the start, and no list. */
  readonly isRecord: (value: unknown) => value is Readonly<Record<string, unknown>>;
  /** Whether a text is the value itself. */
  readonly isKnown: (text: string) => boolean;
  /** Seconds since 1970. */
  readonly now: number;
}

/** The method that makes a value a port: what else it has is checked by its own factory. */
export function hasMethod(name: string): (value: unknown) => boolean {
  return (value) => typeof value === "object" && value !== null && typeof Reflect.get(value, name) === "function";
}

/** What `dns` must be, and the `dns` in `previousDns`. */
export const dnsRule: ArgumentRule = {
  accepts: hasMethod("record"),
  problem: "must be a DNS provider",
  like: "route53({ zoneId })",
};

const previousDnsRules = { dns: dnsRule, ...zoneMoveRules };

/**
 * Everything wrong with the hosts and the DNS providers of a deployment: with their own options, and with their combination.
 *
 * @example
 * import { portIssues } from "@mtasts/core/adapter";
 *
 * type Members = Readonly<Record<string, unknown>>;
 * const isRecord = (value: unknown): value is Members => typeof value === "object" && value !== null;
 * const ports = { host: { ownsName: true }, previousHost: undefined, dns: {}, previousDns: { dns: {} } };
 * const issues = portIssues(ports, { isRecord, isKnown: () => true, now: 0 }); // zone-move-owned-name, among others
 */
export function portIssues(ports: Ports, present: PresentValues): readonly Issue<string>[] {
  const { host, previousHost, dns } = ports;
  return [
    ...optionIssuesOf("host", host, present),
    ...optionIssuesOf("previousHost", previousHost, present),
    ...optionIssuesOf("dns", dns, present),
    ...previousDnsIssues(ports, present),
    ...moveIssues(ports, present),
    ...zoneIssues(ports, present),
  ];
}

/** A port, of which any part may be missing. */
interface Port extends ZoneNames {
  readonly issues?: readonly Issue[];
  readonly ownsName?: boolean;
  readonly kind?: string;
  readonly cloudflareZoneId?: unknown;
}

function partOf(port: unknown, { isRecord }: PresentValues): Port {
  return isRecord(port) ? port : {};
}

/** What a port says of its own options. */
function optionIssuesOf(argument: string, port: unknown, present: PresentValues): readonly Issue[] {
  const { issues = [] } = partOf(port, present);
  return issues.map((issue) => ({ ...issue, path: [argument, ...issue.path] }));
}

function previousDnsIssues({ previousDns }: Ports, present: PresentValues): readonly Issue[] {
  if (!present.isRecord(previousDns)) return [];
  const options = optionIssuesOf("dns", previousDns["dns"], present);
  return [
    ...argumentIssues(previousDns, previousDnsRules, ["previousDns"]),
    ...zoneMoveIssues(previousDns, present.now),
    ...options.map((issue) => ({ ...issue, path: ["previousDns", ...issue.path] })),
  ];
}

/** What cannot move in one deployment. */
function moveIssues({ host, previousHost, dns, previousDns }: Ports, present: PresentValues): readonly Issue<string>[] {
  const [now, before] = [partOf(host, present), partOf(previousHost, present)];
  return impossibleMoves({
    ownsName: now.ownsName === true,
    sameHostKind: now.kind !== undefined && now.kind === before.kind,
    keepsFormerHost: present.isRecord(previousHost),
    dns: partOf(dns, present),
    previousDns: present.isRecord(previousDns) ? partOf(previousDns["dns"], present) : undefined,
  });
}

/**
 * Whether the host's name and the records end up in two Cloudflare zones, although one domain is in one zone, unless the
 * host's name is a zone of its own. Only ids that are known say anything.
 */
function zoneIssues({ host, dns }: Ports, present: PresentValues): readonly Issue[] {
  const [hostZone, dnsZone] = [zoneIdOf(host, present), zoneIdOf(dns, present)];
  if (hostZone === undefined || dnsZone === undefined || hostZone === dnsZone) return [];
  return [toIssue({ code: "host-zone-differs", got: hostZone, write: dnsZone }, ["host", "zoneId"])];
}

/** An empty id is told of elsewhere. */
function zoneIdOf(port: unknown, present: PresentValues): string | undefined {
  const { cloudflareZoneId: id } = partOf(port, present);
  return typeof id === "string" && id !== "" && present.isKnown(id) ? id : undefined;
}
