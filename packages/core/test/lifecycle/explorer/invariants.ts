import type { Answers } from "../../../src/lifecycle/sender";
import type { SenderBehaviour } from "../../../src/lifecycle/sender-behaviours";
import { isInForce, isRefused } from "./senders";
import { answers, type Held, type World } from "./world";

export type Invariant = "I1" | "I2" | "I3" | "I4" | "I5" | "I7";

/** What the publisher breaks whatever the senders do. */
export function brokenByWorld(world: World): readonly Invariant[] {
  const { txt, staleTxt, ending } = world;
  const broken: Invariant[] = [];
  const ids = answers(txt, staleTxt);
  // A name that is not there yet leads nowhere, and so not back.
  const hosts = answers(world.name, world.staleNames).filter((host) => host !== null);
  const leadsBack = ids.some((id) =>
    hosts.some((host) => {
      const file = world.files[host];
      return id !== null && (file === null ? !ending : file < id);
    }),
  );
  if (leadsBack) broken.push("I1");
  const wasThere = staleTxt.some(({ value }) => value !== null);
  if (txt === null && wasThere && !ending) broken.push("I5");
  return broken;
}

/** What is broken by a policy that a sender holds. */
export function brokenByHeld(
  world: World,
  held: Held | null,
  heard: readonly Answers[],
  behaviours: readonly SenderBehaviour[],
): readonly Invariant[] {
  const broken: Invariant[] = [];
  if (isIncoherent(world, held)) broken.push("I2");
  const sets = answers(world.mx, world.staleMx);
  if (isInForce(held, behaviours)) {
    if (sets.some((mx) => (held.content.mx & mx) !== mx)) broken.push("I3");
    if (isGone(world)) broken.push("I4");
  }
  // A set without a host that stands refuses everything, whatever the policy.
  const isLost = sets.some((mx) => (mx & world.alive) === 0);
  const refuses = (mx: number): boolean =>
    behaviours.some((behaviour) => isRefused(held, heard, mx & world.alive, behaviour));
  if (isLost || sets.some(refuses)) broken.push("I7");
  return broken;
}

/** Whether record, name or file are missing, with nothing on the way to take their place. */
export function isGone({ txt, name, files, ending, pending }: World): boolean {
  const isComing = pending.some(({ kind }) => kind === "txt-record");
  return ending && !isComing && (txt === null || name === null || files[name] === null);
}

/** When a deployment has ended, whoever holds the id that is announced must hold what is served. */
function isIncoherent({ txt, name, files, instances, pending }: World, held: Held | null): boolean {
  if (pending.length > 0 || txt === null || name === null || held === null) return false;
  const served = files[name];
  if (served === null || held.id !== instances[txt]!.id) return false;
  return held.content !== instances[served]!.content;
}
