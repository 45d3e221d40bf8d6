/** Lets only so many work at once; the others wait in the order in which they came. */
export class Turns {
  readonly #waiting: (() => void)[] = [];
  #free: number;

  constructor(atOnce: number) {
    this.#free = atOnce;
  }

  /** Does the work when it is its turn; `undefined` if that takes longer than it may. */
  async take<T>(patienceMs: number, work: () => Promise<T>): Promise<T | undefined> {
    if (!(await this.#comes(patienceMs))) return undefined;
    try {
      return await work();
    } finally {
      this.#free += 1;
      this.#waiting.shift()?.();
    }
  }

  async #comes(patienceMs: number): Promise<boolean> {
    if (this.#free > 0) {
      this.#free -= 1;
      return true;
    }
    return await new Promise((resolve) => {
      const turn = (): void => {
        clearTimeout(timer);
        this.#free -= 1;
        resolve(true);
      };
      const timer = setTimeout(() => {
        this.#waiting.splice(this.#waiting.indexOf(turn), 1);
        resolve(false);
      }, patienceMs);
      this.#waiting.push(turn);
    });
  }
}
