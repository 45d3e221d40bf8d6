import { askAsSender, type HeldAnswer, type SenderView, type Testbed } from "@mtasts/testbed";

/** A sender that asks again and again, until it is stopped. */
export interface Watch {
  /** Ends it, and returns all that it saw, in order. */
  readonly stop: () => Promise<readonly SenderView[]>;
}

/** Begins to ask for a domain, one look right after the other. @param held - What the sender's resolver holds. */
export function watch(bed: Testbed, domain: string, held?: HeldAnswer): Watch {
  const seen: SenderView[] = [];
  const stopping = new AbortController();
  const looking = (async () => {
    while (!stopping.signal.aborted) seen.push(await askAsSender(bed, domain, held));
  })();
  return {
    stop: async () => {
      stopping.abort();
      await looking;
      return seen;
    },
  };
}
