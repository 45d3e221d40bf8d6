import { type Answer } from "./moment.js";

/** What some resolver may still answer, from all that name servers have answered so far. */
export class Timeline<T> {
  #current: Answer<T> | undefined;
  #stale: readonly { readonly value: T | undefined; readonly until: number }[] = [];

  /** What the name servers answer since the last time that they were looked at. */
  get current(): Answer<T> | undefined {
    return this.#current;
  }

  /** Takes an answer down; an unchanged one changes nothing. */
  see(answer: Answer<T>, at: number): void {
    const before = this.#current;
    this.#stale = this.#stale.filter(({ until }) => at < until);
    this.#current = answer;
    if (before === undefined || (isSame(before.value, answer.value) && before.ttl <= answer.ttl)) return;
    this.#stale = [...this.#stale, { value: before.value, until: at + before.ttl }];
  }

  /** Every answer that a resolver may give, the present one first. */
  possible(at: number): readonly (T | undefined)[] {
    const stale = this.#stale.filter(({ until }) => at < until).map(({ value }) => value);
    const all = [this.#current?.value, ...stale];
    return all.filter((value, i) => i === all.findIndex((other) => isSame(other, value)));
  }
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
