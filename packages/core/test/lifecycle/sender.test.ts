import { describe, expect, it } from "@jest/globals";
import {
  heldPolicy,
  senderDiscovers,
  senderRefreshes,
  type Answers,
  type SenderCache,
} from "../../src/lifecycle/sender";
import { senderBehaviours } from "../../src/lifecycle/sender-behaviours";
import { planTransition } from "../../src/lifecycle/transition";
import { discoveryVectors, toPolicy, type DiscoveryVector } from "../fixtures/lifecycle-vectors";

const policy = { mode: "enforce", mx: ["mail.example.com"], maxAge: 604_800 } as const;
const next = { ...policy, mode: "testing" } as const;
const cache: SenderCache = { policy: { id: "a1", policy, fetchedAt: 0 } };

function cacheOf({ cached }: DiscoveryVector): SenderCache {
  if (cached === null) return {};
  if ("failedFetch" in cached) return { failedFetch: { id: cached.failedFetch.id, at: cached.failedFetch.atSeconds } };
  return { policy: { id: cached.id, policy: toPolicy(cached.policy), fetchedAt: cached.fetchedAtSeconds } };
}

function answersOf({ nowSeconds: now, dns: txt, https }: DiscoveryVector): Answers {
  if (https.outcome === "ok") return { now, txt, https: { outcome: "ok", policy: toPolicy(https.policy) } };
  // What is not asked for can't decide.
  return { now, txt, https: { outcome: https.outcome === "webpki-error" ? https.outcome : "fetch-error" } };
}

function answers(now: number, id: string | null): Answers {
  const txt = id === null ? ({ outcome: "none" } as const) : ({ outcome: "record", id } as const);
  return { now, txt, https: { outcome: "ok", policy: next } };
}

describe("senderDiscovers", () => {
  it("has vectors", () => {
    expect(discoveryVectors).toHaveLength(11);
  });

  it.each(discoveryVectors)("$name: $why", (vector) => {
    const { apply, mode, fetch, reports = [], alert = false } = vector.expect;
    const found = senderDiscovers(cacheOf(vector), answersOf(vector));
    expect(found).toMatchObject({ apply, fetched: fetch, reports, alert });
    expect(found.policy?.mode).toBe(mode);
  });

  it("is what a policy under an old id runs into", () => {
    const from = { policy, id: "a1", txtTtl: 300 };
    const facts = { now: 0, history: [], mxTtl: 300, hostTtl: 300, negativeTtl: 300 };
    const { issues } = planTransition(from, { ...from, policy: next }, facts);
    const lints = discoveryVectors.flatMap(({ expect: { lint } }) => (lint === undefined ? [] : [lint]));
    expect(issues.map(({ code }) => code)).toEqual(lints);
  });

  it.each([
    ["eager", 300, "b2", "live", "a new id asks for a fetch"],
    ["lazy", 300, "b2", "cached", "nothing is asked while a policy is valid"],
    ["lazy", 604_801, "b2", "live", "once it has expired"],
    ["lazyRaising", 604_801, "b2", "live", "a week is not raised"],
    ["extending", 604_801, "a1", "live", "an expired policy is fetched again"],
    ["reviving", 604_801, "a1", "cached", "an expired policy comes back"],
  ] as const)("%s after %i s, id %s: %s, %s", (...[behaviour, now, id, apply]) => {
    expect(senderDiscovers(cache, answers(now, id), senderBehaviours[behaviour]).apply).toBe(apply);
  });

  it.each([
    ["eager", 0],
    ["extending", 300],
  ] as const)("leaves %s with a policy from %i s", (behaviour, fetchedAt) => {
    const found = senderDiscovers(cache, answers(300, "a1"), senderBehaviours[behaviour]);
    expect(found.cache.policy?.fetchedAt).toBe(fetchedAt);
  });

  it("asks again under another id, or after five minutes", () => {
    const failed: SenderCache = { failedFetch: { id: "a1", at: 0 } };
    expect(senderDiscovers(failed, answers(10, "b2")).fetched).toBe(true);
    expect(senderDiscovers(failed, answers(300, "a1")).fetched).toBe(true);
  });

  it("raises short ages only in enforce", () => {
    const short: SenderCache = { policy: { id: "a1", policy: { ...policy, maxAge: 60 }, fetchedAt: 0 } };
    const { eager, lazyRaising } = senderBehaviours;
    expect([heldPolicy(short, 61, eager), heldPolicy(short, 61, lazyRaising)]).toEqual([undefined, short.policy]);
    const testing: SenderCache = { policy: { id: "a1", policy: { ...next, maxAge: 60 }, fetchedAt: 0 } };
    expect(heldPolicy(testing, 61, lazyRaising)).toBeUndefined();
  });
});

describe("senderRefreshes", () => {
  it.each([
    ["eager", "b2", false, "it never does"],
    ["eagerDaily", "a1", true, "the RFC fetches whatever the id"],
    ["eagerDaily", null, true, "also without a record"],
    ["revivingDaily", "a1", false, "an unchanged id passes for an unchanged policy"],
    ["revivingDaily", "b2", true, "a new id"],
    ["revivingDaily", null, true, "no record, and the policy is enforced"],
  ] as const)("%s, id %s: fetches %s, %s", (...[behaviour, id, fetched]) => {
    expect(senderRefreshes(cache, answers(86_400, id), senderBehaviours[behaviour]).fetched).toBe(fetched);
  });

  it("leaves a policy of mode none alone when its record is gone", () => {
    const none: SenderCache = { policy: { id: "a1", policy: { ...policy, mode: "none" }, fetchedAt: 0 } };
    const found = senderRefreshes(none, answers(86_400, null), senderBehaviours.revivingDaily);
    expect(found).toMatchObject({ apply: "cached", fetched: false, asked: true });
  });

  it("has nothing to do without a policy", () => {
    expect(senderRefreshes({}, answers(0, "a1"), senderBehaviours.eagerDaily).fetched).toBe(false);
  });

  it.each([
    ["enforce", true],
    ["none", false],
  ] as const)("of %s that fails tells somebody: %s", (mode, alert) => {
    const held: SenderCache = { policy: { id: "a1", policy: { ...policy, mode }, fetchedAt: 0 } };
    const failing: Answers = { ...answers(10, "a1"), https: { outcome: "webpki-error" } };
    const found = senderRefreshes(held, failing, senderBehaviours.eagerDaily);
    expect(found).toMatchObject({ apply: "cached", alert, reports: ["sts-webpki-invalid"] });
  });
});
