/** A source of chance that gives the same numbers for the same seed. */
export interface Random {
  /** From 0 up to, but not including, the limit; not rounded. */
  readonly below: (limit: number) => number;
  /** Whether an event of that probability happens. */
  readonly chance: (probability: number) => boolean;
  /** One of them; undefined where there are none. */
  readonly pick: <T>(items: readonly T[]) => T | undefined;
}

/** Mulberry32: 32 bits of state, which is plenty for choosing moments. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    below: (limit) => next() * limit,
    chance: (probability) => next() < probability,
    pick: (items) => items[Math.floor(next() * items.length)],
  };
}
