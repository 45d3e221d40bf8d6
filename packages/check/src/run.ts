import type { Clock } from "./ports";
import type { Timing } from "./report";

/** How long a port may take to notice that the time is over. */
export const GRACE_MS = 500;

/** One check under way: its limit, and the times of its steps. */
export class Run {
  readonly #clock: Clock;
  readonly #began: number;
  readonly #abort = new AbortController();
  readonly #timer: ReturnType<typeof setTimeout>;
  readonly #over: Promise<void>;
  readonly #timings: Timing[] = [];
  #isOver = false;
  #endGrace: ReturnType<typeof setTimeout> | undefined;

  public constructor(clock: Clock, timeoutMs: number) {
    this.#clock = clock;
    this.#began = clock.monotonic();
    let end = (): void => undefined;
    this.#over = new Promise((resolve) => {
      end = resolve;
    });
    this.#timer = setTimeout(() => {
      this.#isOver = true;
      this.#abort.abort();
      this.#endGrace = setTimeout(end, GRACE_MS);
    }, timeoutMs);
  }

  /** Whether the time was over before everything was known. */
  public get isOver(): boolean {
    return this.#isOver;
  }

  public get timings(): readonly Timing[] {
    return [...this.#timings].sort((a, b) => a.startMs - b.startMs);
  }

  /**
   * Runs a step, and never fails: a port that rejects, or does not come back once the time is over, leaves what `otherwise`
   * makes of the reason.
   */
  public async step<T>(
    name: string,
    ask: (signal: AbortSignal) => Promise<T>,
    otherwise: (reason: "TIMEOUT" | "ERROR") => T,
  ): Promise<T> {
    const startMs = this.#elapsed();
    const gaveUp = this.#over.then(() => otherwise("TIMEOUT"));
    const answer = this.#attempt(ask).catch(() => otherwise("ERROR"));
    const result = await Promise.race([answer, gaveUp]);
    this.#timings.push({ step: name, startMs, durationMs: this.#elapsed() - startMs });
    return result;
  }

  /** Ends what may still be under way. */
  public end(): void {
    clearTimeout(this.#timer);
    clearTimeout(this.#endGrace);
    this.#abort.abort();
  }

  async #attempt<T>(ask: (signal: AbortSignal) => Promise<T>): Promise<T> {
    return await ask(this.#abort.signal);
  }

  #elapsed(): number {
    return Math.round(this.#clock.monotonic() - this.#began);
  }
}
