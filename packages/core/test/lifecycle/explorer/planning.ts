import type { PolicyInstance } from "../../../src/lifecycle/history";
import type { Announcement, Publication } from "../../../src/lifecycle/publication";
import type { Step, StepKind } from "../../../src/lifecycle/steps";
import { planTransition, type Transition } from "../../../src/lifecycle/transition";
import type { Mode } from "../../../src/mode";
import { HOSTS, hostsOf, TICK, type Content, type HostName, type Pending, type World } from "./world";

/** What a publisher of the small world may want next; null for an end of MTA-STS. */
export type Target = { readonly content: Content; readonly mx: number; readonly host: HostName } | null;

/** The seconds that a step waits, after the step before and on the clock; the place to make a wait wrong. */
export type Measure = (step: Step) => { readonly after: number; readonly notBefore: number };

export const strict: Measure = ({ afterSeconds, notBefore }) => ({
  after: afterSeconds?.strict ?? 0,
  notBefore: notBefore?.strict ?? 0,
});

const contents = new Map<string, Content>();

/** The one object that stands for such a policy. */
export function contentOf(mode: Mode, mx: number, age: number, revision = 0): Content {
  const key = [mode, mx, age, revision].join();
  const content = contents.get(key) ?? { mode, mx, age, revision };
  contents.set(key, content);
  return content;
}

export function policyOf({ mode, mx, age, revision }: Content): Publication["policy"] {
  return { mode, mx: hostsOf(mx), maxAge: age * TICK + revision };
}

/** What the library says about a target, from the world as it is; steps that are still pending are given up. */
export function planFor(world: World, target: Target): Transition {
  return planTransition(fromOf(world), target === null ? null : toOf(world, target), {
    now: 0,
    history: world.history.map(asInstance),
    mxTtl: TICK,
    hostTtl: TICK,
    negativeTtl: TICK,
    served: servedIn(world),
  });
}

/** What deployments that stopped have left behind, the file that is served now last. */
function servedIn({ txt, instances, name, files, spent }: World): readonly Announcement[] {
  const file = name === null || txt === null ? null : files[name];
  const before = spent.map((content, i) => ({ id: `spent ${i}`, policy: policyOf(content) }));
  return file === null || file === txt
    ? before
    : [...before, { id: String(file), policy: policyOf(instances[file]!.content) }];
}

function fromOf({ txt, name, mx, instances }: World): Publication | null {
  if (txt === null || name === null) return null;
  return { policy: policyOf(instances[txt]!.content), id: String(txt), txtTtl: TICK, host: name, mx: hostsOf(mx) };
}

function toOf(world: World, { content, mx, host }: NonNullable<Target>): Publication {
  const { txt, instances } = world;
  const id = txt !== null && instances[txt]!.content === content ? String(txt) : "next";
  return { policy: policyOf(content), id, txtTtl: TICK, host, mx: hostsOf(mx) };
}

function asInstance({ content, end }: World["history"][number]): PolicyInstance {
  const { mode, mx, maxAge } = policyOf(content);
  const ended = (end - 1) * TICK;
  return { mode, mx, maxAge, fileEnded: ended, idEnded: ended, txtTtl: TICK };
}

/** Steps that only make sure of something. */
const INERT: readonly StepKind[] = ["tlsrpt-record", "policy-host-certificate", "verify-https"];

/** The world with the steps of a plan ahead of it. */
export function withPlan(world: World, target: Target, steps: readonly Step[], measure: Measure): World {
  const instances = [...world.instances];
  const numbers = new Map<string | undefined, number>();
  if (world.txt !== null) numbers.set(String(world.txt), world.txt);
  const numberOf = ({ id, policy }: Step): number => {
    const known = numbers.get(id);
    const number = known ?? instances.push({ content: readContent(policy!), id: instances.length }) - 1;
    numbers.set(id, number);
    return number;
  };
  const pending = steps
    .filter(({ kind }) => !INERT.includes(kind))
    .flatMap((step): readonly Pending[] => {
      const waits = ticksOf(step, measure);
      const host = target === null ? {} : { host: target.host };
      if (step.kind === "mx-record") return [{ ...waits, mx: target!.mx }];
      if (step.kind === "policy-host-off") return hostsLeft(target).map((left) => ({ ...waits, host: left }));
      return step.id === undefined ? [{ ...waits, ...host }] : [{ ...waits, ...host, instance: numberOf(step) }];
    });
  return { ...world, instances, pending, ending: world.ending || target === null };
}

function ticksOf(step: Step, measure: Measure): Pending {
  const { after, notBefore } = measure(step);
  return { kind: step.kind, after: Math.ceil(after / TICK), notBefore: Math.max(0, Math.ceil(notBefore / TICK)) };
}

function hostsLeft(target: Target): readonly HostName[] {
  if (target === null) return ["A", "B"];
  return target.host === "A" ? ["B"] : ["A"];
}

function readContent({ mode, mx, maxAge }: Publication["policy"]): Content {
  const mask = HOSTS.reduce((sum, host, i) => (mx.includes(host) ? sum + (1 << i) : sum), 0);
  return contentOf(mode, mask, Math.floor(maxAge / TICK), maxAge % TICK);
}
