import {
  senderDelivers,
  senderDiscovers,
  senderRefreshes,
  type Answers,
  type SenderBehaviour,
  type SenderCache,
} from "@mtasts/core/lifecycle";
import { type Policy } from "@mtasts/core";
import { type Moment, servedAt } from "./moment.js";
import { type Resolver } from "./resolver.js";

/** A message that no mail host was allowed to take. */
export interface Refusal {
  readonly policy: Policy | undefined;
  readonly hosts: readonly string[];
}

const DAY = 86_400;

/** A sending mail server with its cache, behind its resolver. */
export class Sender {
  #cache: SenderCache = {};
  #refreshAt: number | undefined;

  /** `kind`: the name of its behaviour. `number`: which of them all it is. */
  constructor(
    readonly kind: string,
    private readonly number: number,
    private readonly resolver: Resolver,
    readonly behaviour: SenderBehaviour,
  ) {}

  get name(): string {
    return `${this.kind}-${this.number}`;
  }

  /** The id under which it keeps what it holds, and the policy itself, unless that has expired. */
  held(at: number): { readonly id: string; readonly policy: Policy } | undefined {
    const nothing = { now: at, txt: { outcome: "none" }, https: { outcome: "fetch-error" } } as const;
    const { policy } = senderDiscovers(this.#cache, nothing, this.behaviour);
    const { policy: cached } = this.#cache;
    return policy === undefined || cached === undefined ? undefined : { id: cached.id, policy };
  }

  /** Delivers one message, by the rules; a refusal is what is left after it has asked again. */
  deliver(moment: Moment): Refusal | undefined {
    const hosts = this.resolver.mx(moment) ?? [];
    if (hosts.length === 0) return undefined;
    const tried = hosts.map((host) => ({ host, starttls: true, certificateValid: true }));
    const policy = this.#discover(moment, this.behaviour);
    const first = senderDelivers(policy, tried);
    if (first.outcome === "delivered") return undefined;
    if (!this.behaviour.rechecks) return { policy, hosts };
    // RFC 8461 §5.1: before it gives up, a sender asks whether there is a newer policy
    const newer = this.#discover(moment, { ...this.behaviour, asks: "always" });
    return senderDelivers(newer, tried).outcome === "delivered" ? undefined : { policy: newer, hosts };
  }

  /** Does what it does once a day, if a day is over. */
  refresh(moment: Moment): void {
    this.#refreshAt ??= moment.at + DAY;
    if (moment.at < this.#refreshAt) return;
    this.#refreshAt = moment.at + DAY;
    this.#cache = senderRefreshes(this.#cache, this.#answers(moment), this.behaviour).cache;
  }

  #discover(moment: Moment, behaviour: SenderBehaviour): Policy | undefined {
    const found = senderDiscovers(this.#cache, this.#answers(moment), behaviour);
    this.#cache = found.cache;
    return found.policy;
  }

  /** Nothing is asked, and so nothing remembered by the resolver, before the sender wants to know it. */
  #answers(moment: Moment): Answers {
    const { resolver } = this;
    return {
      now: moment.at,
      get txt(): Answers["txt"] {
        const id = resolver.id(moment);
        return id === undefined ? { outcome: "none" } : { outcome: "record", id };
      },
      get https(): Answers["https"] {
        return servedAt(moment, resolver.host(moment));
      },
    };
  }
}
