import type { CheckedConfig } from "./config";
import type { Report } from "./config-values";
import { duration, moment, readMoment } from "./moment";
import type { Stages } from "./stages";

/** What a plan depends on beside its configuration. */
export interface Circumstances {
  /**
   * The present time, in seconds since 1970.
   *
   * @default - unknown: no time of the configuration is compared with it
   */
  readonly now?: number;
  /**
   * Whether the deployment lifts the protection from deletion.
   *
   * @default false
   */
  readonly allowDestroy?: boolean;
  /**
   * The TTLs in seconds under which the records are published, where something has changed them. Waits begin with that of `sts`.
   *
   * @default 300 for each
   */
  readonly ttls?: Readonly<Partial<Record<"sts" | "tlsRpt", number>>>;
}

/** What is too early, or cannot be yet. The plan itself depends on no clock: only whether it is refused does. */
export function judgeStages(
  config: CheckedConfig,
  stages: Stages,
  { now, allowDestroy = false }: Circumstances,
  report: Report,
): void {
  judgeTimes(config, now ?? Infinity, report);
  judgeMove(config, stages, now ?? -Infinity, report);
  judgeNarrowing(config, stages, now ?? Infinity, report);
  if (allowDestroy) judgeRemoval(config, stages, now ?? Infinity, report);
}

function judgeTimes({ mxMigration, noneSince }: CheckedConfig, now: number, report: Report): void {
  const refuseFuture = (time: number | undefined, ...path: readonly string[]): void => {
    if (time !== undefined && time > now) report({ code: "time-in-future", got: moment(time) }, ...path);
  };
  refuseFuture(mxMigration?.announcedSince, "mxMigration", "announcedSince");
  refuseFuture(mxMigration?.movedSince, "mxMigration", "movedSince");
  refuseFuture(noneSince, "noneSince");
}

/** Who may refuse the new hosts, where they came before the policy that names them had spread. */
function judgeMove({ mxMigration }: CheckedConfig, stages: Stages, now: number, report: Report): void {
  const { movedSince, announcedSince } = mxMigration ?? {};
  const { moveAfterSeconds: after } = stages.mxMigration ?? {};
  if (movedSince === undefined || after === undefined || after.strict === 0) return;
  const path = ["mxMigration", "movedSince"];
  if (announcedSince === undefined) {
    const problem = `the MX records moved before a policy with the new hosts was seen announced, and senders may refuse these for up to ${duration(after.strict)} afterwards`;
    report({ code: "mx-moved-too-early", problem }, ...path);
    return;
  }
  const [relaxed, strict] = [announcedSince + after.relaxed, announcedSince + after.strict];
  // Once the wait is over nothing can be refused any more, however early the records moved.
  if (movedSince >= strict || now >= strict) return;
  const everybody = movedSince < relaxed && now < relaxed ? `all senders until ${moment(relaxed)}, and ` : "";
  const problem = `the MX records moved while senders may hold a policy without the new hosts: ${everybody}those that keep it without asking again until ${moment(strict)}`;
  report({ code: "mx-moved-too-early", problem }, ...path);
}

function judgeNarrowing({ mxMigration }: CheckedConfig, stages: Stages, now: number, report: Report): void {
  const { narrowFrom } = stages.mxMigration ?? {};
  if (mxMigration?.narrow !== true || narrowFrom === undefined) return;
  const left = (readMoment(narrowFrom) ?? 0) - now;
  if (left <= 0) return;
  const problem = `resolvers may lead senders to the old hosts for another ${duration(left)}, until ${narrowFrom}, and the policy would refuse these`;
  report({ code: "mx-narrowed-too-early", problem }, "mxMigration", "narrow");
}

/** Lifting the protection in mode none is for the removal, or for a move of the policy host, which tells no `noneSince`. */
function judgeRemoval({ mode, longestMaxAge }: CheckedConfig, stages: Stages, now: number, report: Report): void {
  if (mode !== "none" || longestMaxAge === 0) return;
  const { removableFrom } = stages.retirement ?? {};
  if (removableFrom === undefined) {
    report({ code: "removal-undated" }, "allowDestroy");
    return;
  }
  const left = (readMoment(removableFrom) ?? 0) - now;
  if (left <= 0) return;
  const problem = `senders may hold a policy that is enforced for another ${duration(left)}, until ${removableFrom}`;
  report({ code: "removal-too-early", problem }, "allowDestroy");
}
