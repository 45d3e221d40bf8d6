import type { Mode } from "../../../src/mode";
import type { StepKind } from "../../../src/lifecycle/steps";

/** Seconds of one tick. Every TTL lasts one, so that a week, to which some senders raise an age, is two. */
export const TICK = 302_400;

/** What a policy of the small world says. MX hosts are the bits of a mask. */
export interface Content {
  readonly mode: Mode;
  readonly mx: number;
  /** Ticks. */
  readonly age: number;
  /** Added to the seconds of the age, for new bytes with the same meaning. */
  readonly revision: number;
}

/** One publication, numbered by age; several share an id only where that is the mistake that is looked at. */
export interface Instance {
  readonly content: Content;
  readonly id: number;
}

/** A value that some resolver may go on answering. */
export interface Stale<T> {
  readonly value: T;
  /** Ticks. */
  readonly left: number;
}

export type HostName = "A" | "B";

/** A step that is still to be taken. */
export interface Pending {
  readonly kind: StepKind;
  /** For the file and the record. */
  readonly instance?: number;
  /** For the file and the name. */
  readonly host?: HostName;
  /** For the MX records. */
  readonly mx?: number;
  /** Ticks after the step before, and ticks from now. */
  readonly after: number;
  readonly notBefore: number;
}

/** An enforced policy of the past, and the ticks until it ends; negative once it has. */
export interface Past {
  readonly content: Content;
  readonly end: number;
}

/** Everything but the senders. Now is always 0, and an index into `instances` grows with the time of publication. */
export interface World {
  readonly instances: readonly Instance[];
  readonly files: Readonly<Record<HostName, number | null>>;
  readonly name: HostName | null;
  readonly staleNames: readonly Stale<HostName | null>[];
  readonly txt: number | null;
  readonly staleTxt: readonly Stale<number | null>[];
  readonly mx: number;
  readonly staleMx: readonly Stale<number>[];
  readonly alive: number;
  readonly pending: readonly Pending[];
  /** Everything is being taken away, or was, and nothing new is announced yet. */
  readonly ending: boolean;
  readonly history: readonly Past[];
  /** Files that were never announced, and that senders may hold under the id that is announced. */
  readonly spent: readonly Content[];
}

/** A policy as a sender of the small world holds it; -1 for an id or a body that the world has forgotten. */
export interface Held {
  readonly content: Content;
  readonly id: number;
  readonly body: number;
  /** Ticks since the fetch. */
  readonly age: number;
}

export const HOSTS = ["mx1.example.com", "mx2.example.com"] as const;

export function hostsOf(mask: number): readonly string[] {
  return HOSTS.filter((_, i) => (mask & (1 << i)) !== 0);
}

/** Before anything is announced; both MX hosts stand, and the records name the first. */
export const EMPTY: World = {
  instances: [],
  files: { A: null, B: null },
  name: null,
  staleNames: [],
  txt: null,
  staleTxt: [],
  mx: 1,
  staleMx: [],
  alive: 1,
  pending: [],
  ending: false,
  history: [],
  spent: [],
};

export function answers<T>(now: T, stale: readonly Stale<T>[]): readonly T[] {
  return [...new Set([now, ...stale.map(({ value }) => value)])];
}

/** Ticks after which nobody applies the policy any more: short ages are raised to a week, which is two ticks. */
export function heldFor({ mode, age, revision }: Content): number {
  return (mode === "enforce" ? Math.max(age, 2) : age) + (revision > 0 ? 1 : 0);
}

/** How instances are renumbered once the world has forgotten some of them. */
export interface Renaming {
  readonly world: World;
  readonly bodies: ReadonlyMap<number, number>;
  readonly ids: ReadonlyMap<number, number>;
}

/** Drops the instances that nothing refers to, so that equal futures are equal states. */
export function forget(world: World): Renaming {
  const used = new Set<number>();
  const use = (value: number | null | undefined): void => {
    if (value !== null && value !== undefined) used.add(value);
  };
  use(world.files.A);
  use(world.files.B);
  use(world.txt);
  for (const { value } of world.staleTxt) use(value);
  for (const { instance } of world.pending) use(instance);
  const kept = [...used].sort((a, b) => a - b);
  const bodies = new Map(kept.map((old, i) => [old, i]));
  const ids = new Map<number, number>();
  const instances = kept.map((old) => {
    const { content, id } = world.instances[old]!;
    if (!ids.has(id)) ids.set(id, ids.size);
    return { content, id: ids.get(id)! };
  });
  const renamed = (value: number | null): number | null => (value === null ? null : bodies.get(value)!);
  return {
    bodies,
    ids,
    world: {
      ...world,
      instances,
      files: { A: renamed(world.files.A), B: renamed(world.files.B) },
      txt: renamed(world.txt),
      staleTxt: world.staleTxt.map(({ value, left }) => ({ value: renamed(value), left })),
      pending: world.pending.map((step) =>
        step.instance === undefined ? step : { ...step, instance: bodies.get(step.instance)! },
      ),
    },
  };
}
