import { Resolver } from "node:dns/promises";
import { matchesMx } from "@mtasts/core";
import type { Peer, Testbed } from "@mtasts/testbed";
import type { RealSender, SenderAnswer } from "../../peers/real-senders";

/** What a sender was given under an id. */
export interface Fetched {
  readonly id: string;
  readonly mode: string;
  readonly mx: readonly string[];
}

/** A mail server around a real sender's judgement: it keeps what that has found, and delivers by it. */
export class Mailer implements Peer {
  readonly name: string;
  readonly #resolver = new Resolver({ timeout: 5000, tries: 4 });
  readonly #answers: SenderAnswer[] = [];
  readonly #refused: string[] = [];
  #held: Fetched | undefined;

  /** `keeps`: whether it has a cache; one that has none fetches the policy for each message. */
  constructor(
    bed: Testbed,
    private readonly sender: RealSender,
    private readonly keeps: boolean,
  ) {
    this.name = `${sender.name}, ${keeps ? "with a cache" : "without a cache"}`;
    this.#resolver.setServers([`${bed.dns.address}:${bed.dns.port}`]);
  }

  /** All that the sender has concluded so far. */
  get answers(): readonly SenderAnswer[] {
    return this.#answers;
  }

  /** The policies that it was given so far. */
  get fetched(): readonly Fetched[] {
    return this.#answers.flatMap((answer) => fetchedIn(answer) ?? []);
  }

  /** The hosts that it refused to deliver to. */
  get refused(): readonly string[] {
    return this.#refused;
  }

  get held(): Fetched | undefined {
    return this.#held;
  }

  async deliver(domain: string): Promise<readonly string[] | undefined> {
    const known = this.keeps && this.#held !== undefined ? { knownId: this.#held.id } : {};
    const answer = await this.sender.ask({ domain, ...known });
    this.#answers.push(answer);
    // RFC 8461 §3.3: what is held counts on where nothing newer can be had
    this.#held = fetchedIn(answer) ?? (this.keeps ? this.#held : undefined);
    const { mode, mx = [] } = this.#held ?? {};
    const hosts = (await this.#resolver.resolveMx(domain)).map(({ exchange }) => exchange);
    if (mode !== "enforce" || hosts.some((host) => matchesMx(host, mx))) return undefined;
    this.#refused.push(...hosts);
    return hosts;
  }
}

function fetchedIn({ outcome, id, mode, mx }: SenderAnswer): Fetched | undefined {
  return outcome !== "policy" || id === undefined || mode === undefined ? undefined : { id, mode, mx: mx ?? [] };
}

/** Lets mailers deliver at random moments, each for itself, until the function returned is called. */
export function keepBusy(mailers: readonly Mailer[], domain: string): () => Promise<void> {
  const stopping = new AbortController();
  const busy = mailers.map(async (mailer) => {
    while (!stopping.signal.aborted) {
      await mailer.deliver(domain);
      await new Promise((resolve) => setTimeout(resolve, 100 * Math.random()));
    }
  });
  return async () => {
    stopping.abort();
    await Promise.all(busy);
  };
}
