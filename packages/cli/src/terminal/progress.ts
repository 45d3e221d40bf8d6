import { printable } from "@mtasts/check";
import stringWidth from "string-width";
import type { Sink } from "../io";

/** A line that shows how many checks are done; on a terminal only, and removed when they are. */
export class Progress {
  readonly #sink: Sink;
  readonly #total: number;
  #done = 0;

  public constructor(sink: Sink, total: number) {
    this.#sink = sink;
    this.#total = total;
  }

  /** Shows that the first check is under way. */
  public begin(name: string): void {
    this.#show(this.#total > 1 ? `0/${this.#total}` : `checking ${printable(name)} …`);
  }

  public step(name: string): void {
    this.#done += 1;
    if (this.#total > 1) this.#show(`${this.#done}/${this.#total} ${printable(name)}`);
  }

  public end(): void {
    if (this.#sink.isTerminal) this.#sink.write("\r\u001b[K");
  }

  /** A line as wide as the terminal would wrap, and then not all of it could be removed. */
  #show(text: string): void {
    const { isTerminal, columns } = this.#sink;
    if (!isTerminal) return;
    let shown = "";
    for (const character of text) {
      if (stringWidth(shown + character) >= columns) break;
      shown += character;
    }
    this.#sink.write(`\r\u001b[K${shown}`);
  }
}
