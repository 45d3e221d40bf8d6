import { type Answer, type Moment, type Network } from "./moment.js";

/** The names that a sender asks for. */
export type Question = "id" | "host" | "mx";

interface Remembered {
  readonly value: unknown;
  readonly until: number;
}

/** A resolver that repeats what it was told, also that there is nothing, for as long as it may. */
export class Resolver {
  readonly #cache = new Map<Question, Remembered>();

  /** `caches`: false for one that asks anew each time. */
  constructor(private readonly caches: boolean) {}

  id(moment: Moment): string | undefined {
    return this.#ask("id", moment.id, moment.at);
  }

  host(moment: Moment): Network | undefined {
    return this.#ask("host", moment.host, moment.at);
  }

  mx(moment: Moment): readonly string[] | undefined {
    return this.#ask("mx", moment.mx, moment.at);
  }

  #ask<T>(question: Question, { value, ttl }: Answer<T>, at: number): T | undefined {
    const known = this.#cache.get(question);
    if (known !== undefined && at < known.until) return known.value as T | undefined;
    if (this.caches) this.#cache.set(question, { value, until: at + ttl });
    return value;
  }
}
