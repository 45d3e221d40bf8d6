import { senderBehaviours, type SenderBehaviour } from "../../../src/lifecycle/sender-behaviours";
import { WEEK } from "../../../src/lifecycle/waits";
import { contentOf, type Target } from "./planning";
import { EMPTY, type Content, type HostName, type Instance, type Pending, type World } from "./world";

/** The worst of each: asks only without a policy, extends what it holds for as long as the id stays, and never asks again. */
export const STUBBORN: SenderBehaviour = {
  asks: "without-policy",
  extends: false,
  revives: true,
  refresh: "compares-ids",
  rechecks: false,
  minMaxAge: WEEK,
};

const { eager, reviving, revivingDaily, lazyRaising } = senderBehaviours;

/**
 * A sender that does at every moment what one of these would do. Whatever any sender may come to hold, this one may too, so that
 * what holds for it holds for each.
 */
export const ANY_SENDER: readonly SenderBehaviour[] = [eager, reviving, revivingDaily, lazyRaising, STUBBORN];

/** An end of MTA-STS, and every combination of a policy, its patterns with the MX records, and a host. */
export function targetsOf(
  contents: readonly Content[],
  masks: readonly (readonly [patterns: number, mx: number])[],
  hosts: readonly HostName[],
): readonly Target[] {
  const all = hosts.flatMap((host) =>
    masks.flatMap(([patterns, mx]) =>
      contents.map(({ mode, age }) => ({ content: contentOf(mode, patterns, age), mx, host })),
    ),
  );
  return [null, ...all];
}

/** A policy that was announced long ago, with the MX records that it covers; both MX hosts stand. */
export function announced(content: Content): World {
  const files = { A: 0, B: null };
  return { ...EMPTY, instances: [{ content, id: 0 }], files, name: "A", txt: 0, mx: content.mx, alive: 3 };
}

/** The world with steps ahead that no plan contains, one right after the other. */
export function unplanned(start: World, next: readonly Instance[], steps: readonly Partial<Pending>[]): World {
  const pending = steps.map((step) => ({
    kind: "policy-file" as const,
    after: 0,
    notBefore: 0,
    host: "A" as const,
    ...step,
  }));
  return { ...start, instances: [...start.instances, ...next], pending };
}
