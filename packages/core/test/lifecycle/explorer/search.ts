import type { Answers } from "../../../src/lifecycle/sender";
import type { SenderBehaviour } from "../../../src/lifecycle/sender-behaviours";
import { brokenByHeld, brokenByWorld, isGone, type Invariant } from "./invariants";
import { planFor, withPlan, type Measure, type Target } from "./planning";
import { reachableFiles, takeStep, tick } from "./publisher";
import { heardIn, movesOf } from "./senders";
import { answers, forget, heldFor, type Held, type Renaming, type World } from "./world";

export interface Search {
  readonly start: World;
  readonly behaviours: readonly SenderBehaviour[];
  /** What the publisher may want, at most so many times in a row. */
  readonly targets: readonly Target[];
  readonly depth: number;
  readonly measure: Measure;
  /** Stops at the first violation. */
  readonly untilBroken?: boolean;
  readonly wanted?: (invariant: Invariant) => boolean;
}

export interface Found {
  /** Worlds, and worlds with what one sender holds. */
  readonly worlds: number;
  readonly states: number;
  /** Plans that the library allowed, and that it refused. */
  readonly allowed: number;
  readonly refused: number;
  /** The shortest trace of each invariant that was broken. */
  readonly broken: ReadonlyMap<Invariant, readonly string[]>;
}

/** A world with all that was computed about it once. */
interface Node {
  readonly world: World;
  readonly heard: readonly Answers[];
  /** What decides over a sender in this world, shared with all worlds that look the same to it. */
  readonly view: View;
  readonly broken: readonly Invariant[];
  readonly depth: number;
  readonly seen: Set<string>;
  edges?: readonly Edge[];
}

/** What follows from what a sender holds, by the key of that. */
type View = Map<string, { readonly next: readonly (Held | null)[]; readonly broken: readonly Invariant[] }>;

interface Edge {
  readonly label: string;
  readonly node: Node;
  readonly renaming: Renaming;
  /** Ticks by which what senders hold ages. */
  readonly ages: number;
}

/** A world with what one sender holds, and how it came to be. */
interface State {
  readonly node: Node;
  readonly held: Held | null;
  readonly label: string;
  readonly parent?: State;
}

/** Looks at every state that publisher, resolvers and sender can reach together, in the order of their plans. */
export function search(options: Search): Found {
  return new Explorer(options).run();
}

class Explorer {
  private readonly nodes = new Map<string, Node>();
  private readonly views = new Map<string, View>();
  private readonly queues: State[][];
  private readonly broken = new Map<Invariant, readonly string[]>();
  private states = 0;
  private allowed = 0;
  private refused = 0;

  constructor(private readonly options: Search) {
    this.queues = Array.from({ length: options.depth + 1 }, () => []);
  }

  run(): Found {
    const { world } = forget(this.options.start);
    this.reach({ node: this.nodeOf(world, 0), held: null, label: "start" });
    for (const queue of this.queues) this.drain(queue);
    const { states, allowed, refused, broken } = this;
    return { worlds: this.nodes.size, states, allowed, refused, broken };
  }

  private drain(queue: State[]): void {
    // It grows while it is drained.
    for (const state of queue) {
      if (this.options.untilBroken === true && this.broken.size > 0) return;
      this.expand(state);
    }
  }

  private expand(state: State): void {
    const { node, held } = state;
    const { next: helds, broken } = this.viewOf(node, held);
    this.note(state, node.broken);
    this.note(state, broken);
    for (const next of helds) {
      this.reach({ node, held: next, label: "sender asks", parent: state });
    }
    node.edges ??= this.edgesOf(node);
    for (const { label, node: target, renaming, ages } of node.edges) {
      this.reach({ node: target, held: carried(held, renaming, ages), label, parent: state });
    }
  }

  private viewOf({ world, heard, view }: Node, held: Held | null): NonNullable<ReturnType<View["get"]>> {
    const key = heldKey(held);
    const known = view.get(key);
    if (known !== undefined) return known;
    const { behaviours } = this.options;
    const found = { next: movesOf(held, heard, behaviours), broken: brokenByHeld(world, held, heard, behaviours) };
    view.set(key, found);
    return found;
  }

  private reach(state: State): void {
    const { node, held } = state;
    const key = heldKey(held);
    if (node.seen.has(key)) return;
    node.seen.add(key);
    this.states += 1;
    this.queues[node.depth]!.push(state);
  }

  private edgesOf({ world, depth }: Node): readonly Edge[] {
    const edges = [this.edge("tick", tick(world), depth, 1)];
    const [step] = world.pending;
    const after = takeStep(world);
    if (step !== undefined && after !== undefined) edges.push(this.edge(step.kind, after, depth, 0));
    return depth < this.options.depth && mayPlan(world) ? [...edges, ...this.plans(world, depth)] : edges;
  }

  private plans(world: World, depth: number): readonly Edge[] {
    return this.options.targets
      .filter((target) => isMeant(world, target))
      .flatMap((target) => {
        const { verdict, steps } = planFor(world, target);
        // What only has to wait, or to be taken apart, is refused as one deployment and still has its steps.
        if (steps.length === 0) {
          if (verdict === "refused") this.refused += 1;
          return [];
        }
        this.allowed += 1;
        const name = target === null ? "nothing" : `${keyOf(target.content)}, mx ${target.mx}, host ${target.host}`;
        return [this.edge(`plan ${name}`, withPlan(world, target, steps, this.options.measure), depth + 1, 0)];
      });
  }

  private edge(label: string, next: World, depth: number, ages: number): Edge {
    const renaming = forget(next);
    return { label, node: this.nodeOf(renaming.world, depth), renaming, ages };
  }

  private nodeOf(world: World, depth: number): Node {
    const key = JSON.stringify(world);
    const known = this.nodes.get(key);
    if (known !== undefined) return known;
    const seen = new Set<string>();
    const node = {
      world,
      heard: heardIn(world),
      view: this.sharedView(world),
      broken: brokenByWorld(world),
      depth,
      seen,
    };
    this.nodes.set(key, node);
    return node;
  }

  private sharedView(world: World): View {
    const key = outlook(world);
    const view = this.views.get(key) ?? new Map<string, never>();
    this.views.set(key, view);
    return view;
  }

  private note(state: State, invariants: readonly Invariant[]): void {
    for (const invariant of invariants) {
      if (this.options.wanted?.(invariant) === false || this.broken.has(invariant)) continue;
      this.broken.set(invariant, traceOf(state));
    }
  }
}

/** Whether a deployment has ended, or has stopped where the library knows how to go on. */
function mayPlan({ pending }: World): boolean {
  const [next] = pending;
  return next === undefined || next.kind === "txt-record" || next.kind === "mx-record";
}

/** All that decides what a sender hears, and whether an invariant is broken by what it holds. */
function outlook(world: World): string {
  const { txt, staleTxt, mx, staleMx, alive, instances, pending, name, files } = world;
  const ids = answers(txt, staleTxt).map((each) => (each === null ? -1 : instances[each]!.id));
  const found = reachableFiles(world).map((each) =>
    each === null ? "" : `${keyOf(instances[each]!.content)}#${each}`,
  );
  const served = name === null ? null : files[name];
  const current = served === null ? "" : keyOf(instances[served]!.content);
  const rest = [answers(mx, staleMx), alive, isGone(world), pending.length > 0, txt === null];
  return [ids, found, current, ...rest].join("|");
}

const heldKeys = new WeakMap<Held, string>();

function heldKey(held: Held | null): string {
  if (held === null) return "";
  const known = heldKeys.get(held) ?? `${keyOf(held.content)}:${held.id}:${held.body}:${held.age}`;
  heldKeys.set(held, known);
  return known;
}

/** A first announcement takes the MX records and a host name as they are. */
function isMeant({ txt, name, mx }: World, target: Target): boolean {
  if (txt !== null) return true;
  return target !== null && target.mx === mx && (name === null || target.host === name);
}

function carried(held: Held | null, { bodies, ids }: Renaming, ages: number): Held | null {
  if (held === null) return null;
  // Beyond its age nothing changes any more; a policy may still be revived.
  const age = Math.min(held.age + ages, heldFor(held.content) + 1);
  return { ...held, age, id: ids.get(held.id) ?? -1, body: bodies.get(held.body) ?? -1 };
}

export function keyOf({ mode, mx, age, revision }: Held["content"]): string {
  return `${mode} ${mx} for ${age}${revision > 0 ? "'" : ""}`;
}

function traceOf(state: State): readonly string[] {
  const lines: string[] = [];
  for (let at: State | undefined = state; at !== undefined; at = at.parent) {
    const { held, label } = at;
    const holds = held === null ? "" : `; sender holds ${keyOf(held.content)}, age ${held.age}`;
    lines.unshift(`${label}${holds}`);
  }
  return lines;
}
