import { senderDelivers } from "../../../src/lifecycle/delivery";
import {
  senderDiscovers,
  senderRefreshes,
  heldPolicy,
  type Answers,
  type SenderCache,
} from "../../../src/lifecycle/sender";
import type { SenderBehaviour } from "../../../src/lifecycle/sender-behaviours";
import type { Policy } from "../../../src/policy-reading";
import { reachableFiles } from "./publisher";
import { answers, hostsOf, TICK, type Content, type Held, type World } from "./world";

/** A policy that remembers which instance it is, through all functions of plain data. */
interface TracedPolicy extends Policy {
  readonly content: Content;
  readonly body: number;
}

const policies = new Map<Content, Map<number, TracedPolicy>>();

function traced(content: Content, body: number): TracedPolicy {
  const known = policies.get(content) ?? new Map<number, TracedPolicy>();
  policies.set(content, known);
  const policy = known.get(body) ?? {
    mode: content.mode,
    mx: hostsOf(content.mx),
    maxAge: content.age * TICK,
    content,
    body,
  };
  known.set(body, policy);
  return policy;
}

export function toCache(held: Held | null): SenderCache {
  if (held === null) return {};
  const policy = traced(held.content, held.body);
  return { policy: { id: String(held.id), policy, fetchedAt: -held.age * TICK } };
}

function toHeld({ policy: cached }: SenderCache): Held | null {
  if (cached === undefined) return null;
  const { content, body } = cached.policy as TracedPolicy;
  return { content, body, id: Number(cached.id), age: -cached.fetchedAt / TICK };
}

function isEqual(one: Held | null, other: Held | null): boolean {
  if (one === null || other === null) return one === other;
  return one.content === other.content && one.id === other.id && one.body === other.body && one.age === other.age;
}

/** Everything that a sender may hear now, depending on the resolver that it asks. */
export function heardIn(world: World): readonly Answers[] {
  const txts = answers(world.txt, world.staleTxt).map((txt): Answers["txt"] =>
    txt === null ? { outcome: "none" } : { outcome: "record", id: String(world.instances[txt]!.id) },
  );
  const files = reachableFiles(world).map((file): Answers["https"] =>
    file === null
      ? { outcome: "fetch-error" }
      : { outcome: "ok", policy: traced(world.instances[file]!.content, file) },
  );
  return txts.flatMap((txt) => files.map((https) => ({ now: 0, txt, https })));
}

/** What a sender may hold after it has asked in one way or another. */
export function movesOf(
  held: Held | null,
  heard: readonly Answers[],
  behaviours: readonly SenderBehaviour[],
): readonly (Held | null)[] {
  const cache = toCache(held);
  const next = behaviours.flatMap((behaviour) =>
    heard.flatMap((each) => [
      toHeld(senderDiscovers(cache, each, behaviour).cache),
      toHeld(senderRefreshes(cache, each, behaviour).cache),
    ]),
  );
  return next.filter((each, i) => i === next.findIndex((other) => isEqual(each, other)));
}

/** Whether some behaviour still applies an enforced policy. */
export function isInForce(held: Held | null, behaviours: readonly SenderBehaviour[]): held is Held {
  if (held?.content.mode !== "enforce") return false;
  const cache = toCache(held);
  return behaviours.some((behaviour) => heldPolicy(cache, 0, behaviour) !== undefined);
}

/** Whether a message is refused by every host that takes mail, also after the recheck of RFC 8461 §5.1. */
export function isRefused(
  held: Held | null,
  heard: readonly Answers[],
  mx: number,
  behaviour: SenderBehaviour,
): boolean {
  const hosts = hostsOf(mx).map((host) => ({ host, starttls: true, certificateValid: true }));
  const cache = toCache(held);
  return heard.some((each) => {
    const found = senderDiscovers(cache, each, behaviour);
    const first = senderDelivers(found.policy, hosts);
    if (first.outcome === "delivered" || !behaviour.rechecks) return first.outcome === "deferred";
    return heard.some((again) => {
      const { policy } = senderDiscovers(found.cache, again, { ...behaviour, asks: "always" });
      return senderDelivers(policy, hosts).outcome === "deferred";
    });
  });
}
