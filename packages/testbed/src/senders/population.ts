import { senderBehaviours, type SenderBehaviour } from "@mtasts/core/lifecycle";
import { coherence, inPlace, order } from "./announcement-checks.js";
import { clock, coverage, delivery, retirement } from "./holding-checks.js";
import { type Internet, type Moment, servedAt } from "./moment.js";
import { type Intention, Publications } from "./publications.js";
import { type Random, seededRandom } from "./random.js";
import { Resolver } from "./resolver.js";
import { Sender } from "./sender.js";
import { type Check, type Invariant, type RefusedDelivery, type Violation } from "./violation.js";

export interface PopulationOptions {
  readonly domain: string;
  /** What chance begins with: the same seed and the same calls give the same senders at the same moments. @default 1 */
  readonly seed?: number;
  /** Senders of each behaviour from the start on; others join later. @default 2 */
  readonly perBehaviour?: number;
  /** The longest leap of the clock between two calls of a deployment, in seconds. @default 400, more than the default TTL */
  readonly leap?: number;
  /** What senders do, by the names of the behaviours. @default those that core knows */
  readonly behaviours?: Readonly<Record<string, SenderBehaviour>>;
  /** Real senders that take part. @default none */
  readonly peers?: readonly Peer[];
}

/** A real mail server that looks at the same internet. */
export interface Peer {
  readonly name: string;
  /** Delivers one message to the domain; returns the hosts if it refused all of them. */
  readonly deliver: (domain: string) => Promise<readonly string[] | undefined>;
}

/** A time during which the domain was announced, and a sender that asked found no policy. */
export interface Outage {
  readonly from: number;
  readonly to: number;
  readonly why: string;
}

const checks: Readonly<Record<Invariant, Check>> = {
  I1: order,
  I2: coherence,
  I3: coverage,
  I4: retirement,
  I5: inPlace,
  I6: clock,
  I7: delivery,
};

const DAY = 86_400;
const largest = 150;
const kept = 100;

/**
 * Many senders with caches, behind resolvers with theirs, that live through what a publisher does and tell what should not have
 * happened. They look whenever the internet changes; between deployments, `pass` lets time go by for them.
 */
export class Population {
  readonly #publications = new Publications();
  readonly #violations = new Map<string, Violation>();
  readonly #outages: Outage[] = [];
  readonly #lastRefusals = new Map<string, number>();
  readonly #random: Random;
  readonly #resolvers = [new Resolver(false), ...Array.from({ length: 4 }, () => new Resolver(true))];
  readonly #leave: () => void;
  #senders: readonly Sender[] = [];
  #born = 0;
  #previous: Moment | undefined;
  /** What has been seen is judged in the order in which it was seen. */
  #work: Promise<void> = Promise.resolve();
  #looks = 0;

  constructor(
    private readonly internet: Internet,
    private readonly options: PopulationOptions,
  ) {
    this.#random = seededRandom(options.seed ?? 1);
    for (let i = 0; i < (options.perBehaviour ?? 2); i++) this.#bear(this.#kinds);
    this.#leave = internet.watch(() => {
      this.#look({ activity: 0.4 });
      // Every call of a deployment may last, so that answers are forgotten in the middle of it.
      const { leap = 400 } = this.options;
      if (this.#random.chance(0.5)) this.internet.advance(this.#random.below(leap));
    });
    this.#look({ activity: 1 });
  }

  /** How often the senders looked. */
  get looks(): number {
    return this.#looks;
  }

  get senders(): readonly Sender[] {
    return this.#senders;
  }

  /** Tells what the publisher is about to do; it decides what may be missing, and which policy a new id announces. */
  async expect(intention: Intention): Promise<void> {
    await this.idle();
    this.#publications.intend(intention);
  }

  /** The deployment has ended: now everything must fit together. */
  async settle(): Promise<void> {
    this.#look({ activity: 1, isSettled: true });
    await this.idle();
    await this.#askPeers();
  }

  /** Lets time go by, with deliveries at random moments and the daily work of those that have any. */
  async pass(seconds: number): Promise<void> {
    await this.idle();
    const steps = Math.ceil((seconds / DAY) * 2) + 3;
    const moments = Array.from({ length: steps }, () => this.#random.below(seconds)).sort((a, b) => a - b);
    let passed = 0;
    for (const moment of [...moments, seconds]) {
      this.internet.advance(moment - passed);
      passed = moment;
      this.#look({ activity: 0.6 });
      await this.idle();
    }
    await this.#askPeers();
  }

  /** Waits until all that was seen has been judged. */
  async idle(): Promise<void> {
    let seen: Promise<void>;
    do {
      seen = this.#work;
      await seen;
    } while (seen !== this.#work);
  }

  /** Every kind of breach once for each sender, in the order in which they were seen first. */
  get violations(): readonly Violation[] {
    return [...this.#violations.values()];
  }

  /** When the policy was announced and could not be fetched. A move of the host has some; they cost a fetch, and no mail. */
  get outages(): readonly Outage[] {
    return this.#outages;
  }

  /** When a message was last refused, by the behaviour of the sender: how long a mistake goes on after it was taken back. */
  get lastRefusals(): ReadonlyMap<string, number> {
    return this.#lastRefusals;
  }

  /** The senders look no more. */
  async leave(): Promise<void> {
    this.#leave();
    await this.idle();
  }

  #look(way: { readonly activity: number; readonly isSettled?: boolean }): void {
    const looked = this.internet.look(this.options.domain);
    this.#work = this.#work.then(async () => {
      this.#live(await looked, way);
    });
  }

  /** One moment in the life of all senders: what they do, and what can be said against the publisher. */
  #live(moment: Moment, { activity, isSettled = false }: { readonly activity: number; readonly isSettled?: boolean }) {
    this.#looks += 1;
    this.#publications.see(moment);
    this.#note(moment);
    if (this.#random.chance(0.2)) this.#bear([this.#random.pick(this.#kinds) ?? "eager"]);
    const refused: RefusedDelivery[] = [];
    for (const sender of this.#senders) {
      sender.refresh(moment);
      if (!this.#random.chance(activity)) continue;
      const refusal = sender.deliver(moment);
      if (refusal === undefined) continue;
      refused.push({ ...refusal, sender: sender.name });
      this.#lastRefusals.set(sender.kind, moment.at);
    }
    const sight = { moment, previous: this.#previous, publications: this.#publications, senders: this.#senders };
    for (const [invariant, check] of Object.entries(checks) as [Invariant, Check][]) {
      for (const { sender, saw } of check({ ...sight, refused, isSettled })) {
        this.#complain({ invariant, sender, at: moment.at, saw });
      }
    }
    this.#previous = moment;
  }

  get #behaviours(): Readonly<Record<string, SenderBehaviour>> {
    return this.options.behaviours ?? senderBehaviours;
  }

  get #kinds(): readonly string[] {
    return Object.keys(this.#behaviours);
  }

  #bear(kinds: readonly string[]): void {
    const born = kinds.map((kind) => {
      this.#born += 1;
      const resolver = this.#random.pick(this.#resolvers) ?? new Resolver(true);
      return new Sender(kind, this.#born, resolver, this.#behaviours[kind] ?? senderBehaviours.eager);
    });
    this.#senders = [...this.#senders, ...born].slice(0, largest);
  }

  #note(moment: Moment): void {
    const served = servedAt(moment, moment.host.value);
    const last = this.#outages.at(-1);
    if (moment.id.value === undefined || served.outcome === "ok" || this.#outages.length >= kept) return;
    const goesOn = last !== undefined && last.to === this.#previous?.at;
    if (goesOn) this.#outages[this.#outages.length - 1] = { ...last, to: moment.at };
    else this.#outages.push({ from: moment.at, to: moment.at, why: served.why });
  }

  async #askPeers(): Promise<void> {
    const { peers = [], domain } = this.options;
    for (const { name, deliver } of peers) {
      const hosts = await deliver(domain);
      const at = this.internet.now();
      if (hosts !== undefined) this.#complain({ invariant: "I7", sender: name, at, saw: { refuses: hosts } });
    }
  }

  #complain(violation: Violation): void {
    const key = `${violation.invariant} ${violation.sender}`;
    if (!this.#violations.has(key) && this.#violations.size < kept) this.#violations.set(key, violation);
  }
}
