import { printable } from "@mtasts/check";
import type { Sink } from "../io";

/** A line that tells how far many checks are; on a terminal only, and gone when they are done. */
export class Progress {
  readonly #sink: Sink;
  readonly #total: number;
  #done = 0;

  public constructor(sink: Sink, total: number) {
    this.#sink = sink;
    this.#total = total;
  }

  public step(name: string): void {
    this.#done += 1;
    if (!this.#isShown()) return;
    const line = `${this.#done}/${this.#total} ${printable(name)}`.slice(0, this.#sink.columns - 1);
    this.#sink.write(`\r\u001b[K${line}`);
  }

  public end(): void {
    if (this.#isShown()) this.#sink.write("\r\u001b[K");
  }

  #isShown(): boolean {
    return this.#sink.isTerminal && this.#total > 1;
  }
}
