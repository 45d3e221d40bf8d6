import { matchesMx, type Policy } from "@mtasts/core";
import { instanceExpiry, type PolicyInstance } from "@mtasts/core/lifecycle";
import { servedAt } from "./moment.js";
import { type Sender } from "./sender.js";
import { anybody, type Check, type Finding, type Sight } from "./violation.js";

/** I3, in its strong form: every host of every set of MX records that a resolver may answer with. */
export const coverage: Check = (sight) => {
  const sets = sight.publications.mx.possible(sight.moment.at).flatMap((hosts) => hosts ?? []);
  return enforcers(sight).flatMap(({ sender, policy }) => {
    const refused = [...new Set(sets)].filter((host) => !matchesMx(host, policy.mx));
    return refused.length === 0 ? [] : [{ sender: sender.name, saw: { holds: policy, refuses: refused } }];
  });
};

/** I4: nothing is taken away while somebody enforces, and never the host before the record. */
export const retirement: Check = (sight) => {
  const { moment, publications } = sight;
  if (publications.intention.kind !== "remove" || publications.history.length === 0) return [];
  const { value: announced } = moment.id;
  const served = servedAt(moment, moment.host.value);
  if (announced !== undefined && served.outcome === "ok") return [];
  const hostWentFirst = announced !== undefined && served.outcome !== "ok";
  return [
    ...(hostWentFirst ? [{ sender: anybody, saw: { announced, butServed: served.why } }] : []),
    ...enforcers(sight).map(({ sender, policy }) => ({ sender: sender.name, saw: { holds: policy } })),
  ];
};

/**
 * I6: when MX records change, or the record goes, every enforced policy that stands against it has ended by the longest reckoning,
 * counted from when its successor could be seen.
 */
export const clock: Check = (sight) => {
  const { moment, previous, publications } = sight;
  if (previous === undefined) return [];
  const inForce = publications.history.filter(({ mode }) => mode === "enforce").filter(isHeldAt(moment.at));
  const isWithdrawn = previous.id.value !== undefined && moment.id.value === undefined;
  const withdrawn = isWithdrawn ? inForce.map((instance) => tooEarly("the record went", instance)) : [];
  const added = (moment.mx.value ?? []).filter((host) => previous.mx.value?.includes(host) === false);
  const refusing = inForce.filter(({ mx = [] }) => added.some((host) => !matchesMx(host, mx)));
  return [...withdrawn, ...refusing.map((instance) => tooEarly(`the mail host ${added.join(", ")} came`, instance))];
};

function isHeldAt(at: number): (instance: PolicyInstance) => boolean {
  return (instance) => (instanceExpiry(instance) ?? Infinity) > at;
}

function tooEarly(what: string, instance: PolicyInstance): Finding {
  return { sender: anybody, saw: { what, mayBeHeldUntil: instanceExpiry(instance), policy: instance } };
}

/** I7: with the waits kept, nobody's message is refused. */
export const delivery: Check = ({ refused }) =>
  refused.map(({ sender, policy, hosts }) => ({ sender, saw: { holds: policy, refuses: hosts } }));

/** The senders that would refuse a host which their policy does not name. */
function enforcers({ moment, senders }: Sight): readonly { readonly sender: Sender; readonly policy: Policy }[] {
  return senders.flatMap((sender) => {
    const held = sender.held(moment.at);
    return held?.policy.mode === "enforce" ? [{ sender, policy: held.policy }] : [];
  });
}
