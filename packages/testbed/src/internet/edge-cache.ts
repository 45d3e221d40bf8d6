interface Entry<T> {
  readonly answer: T;
  readonly storedAt: number;
  readonly expiresAt: number;
}

/** Answers by what was asked; a change at the origin or of the configuration does not empty it. */
export class EdgeCache<T> {
  readonly #entries = new Map<string, Entry<T>>();

  constructor(private readonly now: () => number) {}

  get(key: string): { readonly answer: T; readonly ageSeconds: number } | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined || entry.expiresAt <= this.now()) return undefined;
    return { answer: entry.answer, ageSeconds: Math.floor((this.now() - entry.storedAt) / 1000) };
  }

  put(key: string, answer: T, seconds: number): void {
    const storedAt = this.now();
    this.#entries.set(key, { answer, storedAt, expiresAt: storedAt + seconds * 1000 });
  }
}
