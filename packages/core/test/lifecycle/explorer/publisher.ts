import type { StepKind } from "../../../src/lifecycle/steps";
import {
  answers,
  heldFor,
  type Content,
  type HostName,
  type Past,
  type Pending,
  type Stale,
  type World,
} from "./world";

/** Ticks for which every old answer is still given. */
const TTL = 1;

/** One tick later. */
export function tick(world: World): World {
  const { staleNames, staleTxt, staleMx, pending, history } = world;
  return {
    ...world,
    staleNames: aged(staleNames),
    staleTxt: aged(staleTxt),
    staleMx: aged(staleMx),
    pending: pending.map((step, i) => ({
      ...step,
      after: i === 0 ? Math.max(0, step.after - 1) : step.after,
      notBefore: Math.max(0, step.notBefore - 1),
    })),
    history: remembered(history.map(({ content, end }) => ({ content, end: end - 1 }))),
  };
}

/** The world after the first pending step, unless that has to wait. */
export function takeStep(world: World): World | undefined {
  const [step, ...pending] = world.pending;
  if (step === undefined || step.after > 0 || step.notBefore > 0) return undefined;
  return { ...world, ...effects[step.kind](world, step), pending };
}

type Effect = (world: World, step: Pending) => Partial<World>;

const nothing: Effect = () => ({});

/** What each step changes; those that only make sure of something change nothing here. */
const effects: Readonly<Record<StepKind, Effect>> = {
  "policy-file": (world, { instance = null, host = "A" }) => ({
    files: { ...world.files, [host]: instance },
    spent: withSpent(world, host, instance),
  }),
  "policy-host-dns": ({ name, staleNames }, { host = "A" }) => ({
    name: host,
    staleNames: withStale(staleNames, name),
  }),
  // Nothing is served at the old address any more, and so nothing that is too old.
  "policy-host-dns-off": () => ({ name: null, staleNames: [] }),
  "policy-host-off": ({ files }, { host = "A" }) => ({ files: { ...files, [host]: null } }),
  "txt-record": (world, { instance = null }) => ({ ...announcing(world, instance), ending: false }),
  "txt-record-off": (world) => announcing(world, null),
  "mx-record": ({ mx, staleMx, alive }, step) => ({
    mx: step.mx!,
    staleMx: withStale(staleMx, mx),
    alive: alive | step.mx!,
  }),
  "mx-host-off": ({ mx }) => ({ alive: mx }),
  "tlsrpt-record": nothing,
  "policy-host-certificate": nothing,
  "verify-https": nothing,
};

function announcing(world: World, txt: number | null): Partial<World> {
  return { txt, staleTxt: withStale(world.staleTxt, world.txt), history: withEnded(world), spent: [] };
}

/** A file that is replaced before it was announced. */
function withSpent({ files, txt, spent, instances }: World, host: HostName, next: number | null): readonly Content[] {
  const old = files[host];
  if (old === null || old === txt || old === next) return spent;
  const { content } = instances[old]!;
  return spent.includes(content) ? spent : [...spent, content];
}

/** What ends with this announcement: the last one announced, and files that never were. */
function withEnded({ instances, txt, history, spent }: World): readonly Past[] {
  const announced = txt === null ? [] : [instances[txt]!.content];
  return remembered([...history, ...[...announced, ...spent].map((content) => ({ content, end: TTL }))]);
}

/** What may still be held of the enforced past, one entry for each content. */
export function remembered(history: readonly Past[]): readonly Past[] {
  const latest = new Map<Content, number>();
  for (const { content, end } of history) {
    if (content.mode !== "enforce" || end + heldFor(content) <= 0) continue;
    latest.set(content, Math.max(end, latest.get(content) ?? end));
  }
  return [...latest].map(([content, end]) => ({ content, end }));
}

function withStale<T>(stale: readonly Stale<T>[], value: T): readonly Stale<T>[] {
  return [...stale.filter((old) => old.value !== value), { value, left: TTL }];
}

function aged<T>(stale: readonly Stale<T>[]): readonly Stale<T>[] {
  return stale.map(({ value, left }) => ({ value, left: left - 1 })).filter(({ left }) => left > 0);
}

/** The files that some resolver may lead a sender to. */
export function reachableFiles({ files, name, staleNames }: World): readonly (number | null)[] {
  return [...new Set(answers(name, staleNames).map((host) => (host === null ? null : files[host])))];
}
