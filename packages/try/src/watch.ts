import { modelInternet, servedAt, type Cloud } from "@mtasts/testbed";
import { domainsIn } from "./domains.js";

/** What senders saw while a command changed the clouds. */
export interface Watched {
  /** How many changes they looked after. */
  readonly changes: number;
  /** Each way in which a policy was announced and could not be fetched, once. */
  readonly gaps: readonly string[];
}

const mostGaps = 10;

/** Has senders look after every single change of the clouds; the function returned ends that and says what they saw. */
export function watchClouds(cloud: Cloud): () => Promise<Watched> {
  const internet = modelInternet(cloud);
  const gaps = new Set<string>();
  let changes = 0;
  let looking: Promise<unknown> = Promise.resolve();
  const look = async (domain: string): Promise<void> => {
    const moment = await internet.look(domain);
    const host = moment.host.value;
    // A host that no emulated network knows is one that the user runs, and here it runs nowhere.
    if (moment.id.value === undefined || host === undefined || gaps.size >= mostGaps) return;
    const served = servedAt(moment, host);
    if (served.outcome !== "ok") gaps.add(`${domain}: ${served.why}`);
  };
  const leave = internet.watch(() => {
    changes += 1;
    const looks = domainsIn(cloud).map(look);
    looking = looking.then(() => Promise.all(looks));
  });
  return async () => {
    leave();
    await looking;
    return { changes, gaps: [...gaps] };
  };
}
