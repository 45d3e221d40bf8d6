import type { Issue } from "@mtasts/core";
import { judgeLastDomain, judgeLastName, judgeLastZones, type ProgramZone } from "@mtasts/core/adapter";
import * as pulumi from "@pulumi/pulumi";
import type { MtaStsArgs } from "./args.js";
import { lateRefusal, refusalMessage } from "./fail.js";
import { lastDeployment } from "./last-deployment.js";
import type { Planned } from "./late-plan.js";
import { applyToUnknown } from "./late-values.js";
import type { DnsProvider } from "./ports.js";
import { resourceNames, type Made } from "./resource-names.js";

/** Compares the program with what the last deployment left, before the component is registered. */
export interface LastMoves {
  /** Belongs in the component's own options: it rejects where the deployment would delete what senders rely on. */
  readonly gate: pulumi.ResourceOptions;
  /** Must be called right after the constructor of the base class: only then are the aliases known. */
  readonly made: (component: Made) => void;
}

/** What the comparison finds, once the component is made. */
export interface FoundMoves {
  readonly issues: pulumi.Output<readonly Issue<string>[]>;
  readonly made: (component: Made) => void;
}

/** Begins the comparison, which ends once the component is made. */
export function startLastMoves(name: string, args: MtaStsArgs, planned: pulumi.Output<Planned>): LastMoves {
  const { issues, made } = findLastMoves(args, planned);
  const judged = issues.apply((found) => {
    if (found.length > 0) throw lateRefusal(refusalMessage(name, found, "with what the last deployment left"));
  });
  // PROVIDER pulumi 3: an error that only a dependency brings along ends the program, and nothing is printed.
  judged.apply(() => undefined);
  return { gate: { dependsOn: judged.apply(() => []) }, made };
}

/** The same, with what it finds as data. */
export function findLastMoves(args: MtaStsArgs, planned: pulumi.Output<Planned>): FoundMoves {
  let tell: (component: Made) => void = () => undefined;
  const made = new Promise<Made>((resolve) => {
    tell = resolve;
  });
  const zones = [args.dns, ...(args.previousDns === undefined ? [] : [args.previousDns.dns])].map(programZone);
  const issues = pulumi.all([planned, pulumi.all(zones)]).apply(async ([{ plan }, present]) => {
    const memory = await lastDeployment();
    if (!memory.isKnown) return [];
    const now = Math.floor(Date.now() / 1_000);
    const names = await resourceNames(await made);
    const { domain } = plan;
    const changed: readonly Issue<string>[] =
      names === undefined ? [] : judgeLastDomain(memory.domains.values(), { urn: names.urn, domain, now });
    const last = memory.domains.get(domain);
    if (last === undefined) return changed;
    const kept = { last, plan, now };
    const named: readonly Issue<string>[] = names === undefined ? [] : judgeLastName(kept, names);
    return [...changed, ...named, ...judgeLastZones({ ...kept, zones: present })];
  });
  return { issues: issues, made: tell };
}

/** The zone of `dns` or `previousDns`; a zone id that a preview does not know yet is left out. */
export function programZone({ recordType, nameSuffix, zoneId }: DnsProvider): pulumi.Output<ProgramZone> {
  const names = { recordType, nameSuffix };
  if (zoneId === undefined) return pulumi.output(names);
  return applyToUnknown(pulumi.output(zoneId), (known) =>
    pulumi.isUnknown(known) ? names : { ...names, zoneId: known },
  );
}
