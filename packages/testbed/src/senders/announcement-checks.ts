import { type Network, servedAt } from "./moment.js";
import { anybody, type Check, type Finding, type Sight } from "./violation.js";

/** I1: whatever id a resolver answers with, wherever it leads, there is that publication or a newer one. */
export const order: Check = (sight) => {
  const { moment, publications } = sight;
  const ids = publications.ids.possible(moment.at).filter((id) => id !== undefined);
  return ids.flatMap((id) => {
    const announced = publications.announcedBy(id)?.number ?? 0;
    return reachable(sight).flatMap(({ network, number, why }): readonly Finding[] => {
      if (number >= announced) return [];
      return [{ sender: anybody, saw: { id, announces: announced, network, serves: number || why } }];
    });
  });
};

/** Where senders are led, and the number of the publication there; what does not count against a publisher is left out. */
function reachable(sight: Sight): readonly { network: string; number: number; why: string }[] {
  const { moment, publications } = sight;
  return publications.hosts.possible(moment.at).flatMap((network) => {
    const served = servedAt(moment, network);
    if (served.outcome === "ok") {
      const number = publications.servedInstance(moment, network)?.number ?? 0;
      return [{ network: network ?? "", number, why: "" }];
    }
    return isExcused(sight, network) ? [] : [{ network: network ?? "nowhere", number: 0, why: served.why }];
  });
}

/** Whether nothing has to be served there now. */
function isExcused({ moment, publications, isSettled }: Sight, network: Network | undefined): boolean {
  const { intention } = publications;
  const isPresent = network === moment.host.value;
  switch (intention.kind) {
    case "publish":
      // A name that was not there yet leads nowhere, and so not back.
      return network === undefined && !isPresent;
    case "move":
      // A name that moves is away for a moment; and an old host that is not kept has no name.
      return isPresent ? !isSettled : network === undefined || intention.keepsOldHost !== true;
    case "remove":
      return true;
  }
}

/** I2: once a deployment has ended, the id that is announced stands for what is served, and for nothing else. */
export const coherence: Check = ({ moment, publications, senders, isSettled }) => {
  const { value: id } = moment.id;
  const served = servedAt(moment, moment.host.value);
  if (!isSettled || id === undefined || served.outcome !== "ok") return [];
  const now = publications.servedInstance(moment, moment.host.value)?.number;
  const before = publications.announcedBy(id)?.number;
  const twice = now === before ? [] : [{ sender: anybody, saw: { id, announcedFor: before, nowFor: now } }];
  const others = publications.fetchedUnder(id).filter(({ body }) => body !== served.body);
  const fetched = others.map(({ body }) => ({ sender: anybody, saw: { id, serves: served.body, mayHold: body } }));
  const held = senders.flatMap((sender): readonly Finding[] => {
    const cached = sender.held(moment.at);
    if (cached?.id !== id || JSON.stringify(cached.policy) === JSON.stringify(served.policy)) return [];
    return [{ sender: sender.name, saw: { id, serves: served.policy, holds: cached.policy } }];
  });
  return [...twice, ...fetched, ...held];
};

/** I5: what was announced is announced at every moment of a change. */
export const inPlace: Check = ({ moment, previous, publications }) => {
  const isGone = previous?.id.value !== undefined && moment.id.value === undefined;
  if (!isGone || publications.intention.kind === "remove") return [];
  return [{ sender: anybody, saw: { wasAnnounced: previous.id.value, isAnnounced: "nothing" } }];
};
