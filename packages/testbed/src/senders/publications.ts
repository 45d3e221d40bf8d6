import { parsePolicy } from "@mtasts/core";
import { type PolicyInstance } from "@mtasts/core/lifecycle";
import { type Moment, type Network, servedAt } from "./moment.js";
import { Timeline } from "./timeline.js";

/** What a publisher is about to do. */
export type Intention =
  /** A policy is to be served and announced, the one there is or another. */
  | { readonly kind: "publish"; readonly policyText: string }
  /**
   * The same policy comes from another host: for a moment the name may lead nowhere. Whoever holds the old name must still be served
   * where the old host is kept, and is not else.
   */
  | { readonly kind: "move"; readonly keepsOldHost?: boolean }
  /** Record and host go. */
  | { readonly kind: "remove" };

/** One publication of a policy; going back to earlier bytes is a new one. */
export interface Instance {
  /** Counted in the order of publication. */
  readonly number: number;
  readonly body: string;
  /** Every id under which a sender may have fetched it. */
  readonly ids: Set<string>;
  isPublished: boolean;
  lastServed: number;
}

/** What was published when, from what could be seen and from what the publisher meant to do. */
export class Publications {
  readonly ids = new Timeline<string>();
  readonly hosts = new Timeline<Network>();
  readonly mx = new Timeline<readonly string[]>();
  readonly #instances: Instance[] = [];
  readonly #announced = new Map<string, { readonly instance: Instance; last: number; ttl: number }>();
  #intention: Intention = { kind: "remove" };

  get intention(): Intention {
    return this.#intention;
  }

  intend(intention: Intention): void {
    this.#intention = intention;
    if (intention.kind !== "publish") return;
    // What never showed was no publication, so that its number is free.
    if (this.#latest?.isPublished === false) this.#instances.pop();
    if (this.#latest?.body !== intention.policyText) this.#add(intention.policyText);
  }

  /** Takes down what there is to see. */
  see(moment: Moment): void {
    const { at } = moment;
    this.ids.see(moment.id, at);
    this.hosts.see(moment.host, at);
    this.mx.see(moment.mx, at);
    for (const network of this.hosts.possible(at)) {
      const instance = this.servedInstance(moment, network);
      if (instance === undefined) continue;
      instance.isPublished = true;
      instance.lastServed = at;
      for (const id of this.ids.possible(at)) if (id !== undefined) instance.ids.add(id);
    }
    this.#announce(moment);
  }

  /** The publication that a host serves: of equal ones the newest, for their bytes are the same. */
  servedInstance(moment: Moment, network: Network | undefined): Instance | undefined {
    const served = servedAt(moment, network);
    if (served.outcome !== "ok") return undefined;
    return this.#instances.findLast(({ body }) => body === served.body) ?? this.#add(served.body);
  }

  /** The publication that an id was announced for first. */
  announcedBy(id: string): Instance | undefined {
    return this.#announced.get(id)?.instance;
  }

  /** Everything that was published under an id, or fetched while that was answered. */
  fetchedUnder(id: string): readonly Instance[] {
    return this.#instances.filter(({ ids }) => ids.has(id));
  }

  /** The past as the waits of the life cycle reckon with it, by what was seen. */
  get history(): readonly PolicyInstance[] {
    return this.#instances.flatMap((instance): readonly PolicyInstance[] => {
      const policy = parsePolicy(instance.body);
      const under = [...instance.ids].flatMap((id) => this.#announced.get(id) ?? []);
      if (!policy.ok || under.length === 0) return [];
      const { mode, maxAge, mx } = policy.value;
      const idEnded = Math.max(...under.map(({ last }) => last));
      const txtTtl = Math.max(...under.map(({ ttl }) => ttl));
      return [{ mode, maxAge, mx, fileEnded: instance.lastServed, idEnded, txtTtl }];
    });
  }

  get #latest(): Instance | undefined {
    return this.#instances.at(-1);
  }

  #add(body: string): Instance {
    const number = (this.#latest?.number ?? 0) + 1;
    const instance = { number, body, ids: new Set<string>(), isPublished: false, lastServed: -Infinity };
    this.#instances.push(instance);
    return instance;
  }

  #announce({ id, at }: Moment): void {
    const { value, ttl } = id;
    const latest = this.#latest;
    if (value === undefined || latest === undefined) return;
    const known = this.#announced.get(value);
    if (known !== undefined) {
      known.last = at;
      known.ttl = ttl;
      return;
    }
    latest.isPublished = true;
    this.#announced.set(value, { instance: latest, last: at, ttl });
  }
}
