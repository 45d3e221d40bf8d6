import type { DnsRecord, MxMigrationTimes, RetirementTimes } from "@mtasts/core";
import { zoneMoveTimes, type ZoneMoveTimes } from "@mtasts/core/adapter";
import * as pulumi from "@pulumi/pulumi";
import type { MtaStsArgs, RecordNodes } from "./args.js";
import { importedAlias } from "./adopted.js";
import { protection, type Checked } from "./checked-plan.js";
import { inform, refusalMessage, warn } from "./fail.js";
import { hostRecordOptions } from "./host-record.js";
import { retention } from "./options.js";
import type { PolicyHost, RecordInputs, Served } from "./ports.js";
import { tell } from "./preflight.js";
import { hostCname, recordingDns, stsTxt, tlsRptTxt } from "./records.js";
import { withoutDiagnosticStacks } from "./stack-traces.js";
import { served } from "./wait-until-served.js";
import { programZone } from "./last-moves.js";
import { zonesOf } from "./zones.js";

/** The type under which the engine knows the component, whatever language asks for it. */
export const componentType = "mtasts:index:MtaSts";

/** What a component was asked for. */
export interface Request<N extends object, R extends pulumi.Resource | undefined> {
  readonly name: string;
  readonly args: MtaStsArgs<N, R>;
  /** What `checkArguments` found out about them, before the component was registered. */
  readonly checked: Checked;
  readonly opts: pulumi.ComponentResourceOptions;
}

/** What the component tells others. */
export interface MtaStsOutputs {
  readonly policyId: pulumi.Output<string>;
  readonly policyText: pulumi.Output<string>;
  readonly policyUrl: pulumi.Output<string>;
  readonly records: pulumi.Output<readonly DnsRecord[]>;
  readonly announcedIds: pulumi.Output<readonly string[]>;
  readonly mxMigration: pulumi.Output<MxMigrationTimes | undefined>;
  readonly retirement: pulumi.Output<RetirementTimes | undefined>;
  readonly zoneMove: pulumi.Output<ZoneMoveTimes | undefined>;
}

/** A component's children and outputs. */
export interface Built<N extends object, R extends pulumi.Resource | undefined> {
  readonly nodes: N & RecordNodes<R>;
  readonly outputs: MtaStsOutputs;
  /** What the component registers: the outputs, and what the next deployment compares with. */
  readonly state: Readonly<Record<string, unknown>>;
}

/**
 * Makes the children of a component that is registered already. Every class that stands for the component goes through here, so
 * that names, types and order are the same for all.
 *
 * @throws pulumi.ResourceError with all problems of the arguments, before any resource is created.
 */
export function build<N extends object, R extends pulumi.Resource | undefined>(
  component: pulumi.ComponentResource,
  { name, args, checked, opts }: Request<N, R>,
): Built<N, R> {
  if (checked.kind === "refused") throw new pulumi.ResourceError(refusalMessage(name, checked.issues), component, true);
  const { plan, warnings, preflight, whole, ids, lastMoves } = checked;
  lastMoves?.made({ component, opts });
  warnings.apply((issues) => {
    warn(component, issues);
  });
  ids.judged.apply(({ note }) => {
    if (note !== "") inform(component, note);
  });
  // PROVIDER pulumi 3: an error that only a dependency brings along ends the program, and nobody is told.
  ids.announcedIds().apply(() => undefined);
  preflight?.found.apply((found) => {
    tell(component, found);
  });
  const free = { parent: component, ...retention(opts) };
  const child = { ...free, ...protection(args) };
  const zones = zonesOf(name, args.dns, args.previousDns);
  const dns = recordingDns(zones);
  const publish = (record: RecordInputs, own: pulumi.CustomResourceOptions): R =>
    withoutDiagnosticStacks(() => dns.record(`${name}-${record.key}`, record, importable(own)));

  const serve = <M extends object>(host: PolicyHost<M>): Served<M> =>
    withoutDiagnosticStacks(() => host.serve(name, plan.site, dns, child));
  const { target, ready, nodes } = serve(args.host);
  // RFC 8461 §8.1: whoever still holds the former name must not meet an older policy than the announced one.
  const former = args.previousHost === undefined ? [] : serve(args.previousHost).ready;
  const named = { ...child, ...namedOptions(name, args), dependsOn: [...ready] };
  const hostRecord = target === undefined ? undefined : publish(hostCname(plan, target), named);
  // RFC 8461 §8.1: the policy changes first; only then is it announced.
  const dependsOn = [...ready, ...former, ...zones.former(), ...(hostRecord === undefined ? [] : [hostRecord])];
  // RFC 8460 §1: reports are no part of delivery, so the record may go at any time.
  const tlsRptRecord = plan.tlsRpt === undefined ? undefined : publish(tlsRptTxt(plan.tlsRpt), free);
  const { waitUntilServed: wait } = args;
  const waited = wait === undefined ? undefined : served(name, { planned: whole, serving: dependsOn, ...wait });
  // PROVIDER pulumi 3: an error that only a dependency brings along ends the program, and nobody is told.
  waited?.apply(() => undefined);
  // A destroy that is refused ends at the protected announcement, before it reaches the unprotected record.
  const earlier = [...dependsOn, ...(tlsRptRecord === undefined ? [] : [tlsRptRecord])];
  const stsRecord = publish(stsTxt(plan.sts), {
    ...child,
    dependsOn: waited === undefined ? earlier : waited.apply(() => earlier),
  });
  // Where no record is created, the outputs say when it may be added.
  const records = stsRecord === undefined && waited !== undefined ? waited.apply(() => dns.recorded()) : dns.recorded();

  const { policyId, site, mxMigration, retirement } = plan;
  const { previousDns } = args;
  const zoneMove = whole.apply(({ plan: { records: published } }) =>
    previousDns === undefined ? undefined : zoneMoveTimes(previousDns, published.sts.ttl),
  );
  const outputs: MtaStsOutputs = {
    policyId,
    policyText: site.body,
    policyUrl: site.url,
    records,
    announcedIds: ids.announcedIds(),
    mxMigration,
    retirement,
    zoneMove,
  };
  return {
    nodes: { ...nodes, hostRecord, tlsRptRecord, stsRecord },
    outputs,
    // The next deployment asks which zone this one has: what it leaves elsewhere may go.
    state: { ...outputs, zone: programZone(args.dns) },
  };
}

/** A record that was imported before the component existed has no parent. */
function importable(own: pulumi.CustomResourceOptions): pulumi.CustomResourceOptions {
  return { ...own, aliases: [...(own.aliases ?? []), importedAlias] };
}

/** While the zone moves, the name is published in both zones, so neither record takes the place of the other. */
function namedOptions(component: string, { dns, previousDns }: MtaStsArgs): pulumi.CustomResourceOptions {
  return previousDns === undefined ? hostRecordOptions({ component, nameSuffix: dns.nameSuffix }) : {};
}
