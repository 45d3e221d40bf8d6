import { type Runtime } from "./runtime.js";
import { messageOf, ProviderError } from "./errors.js";

export type Operation = "create" | "read" | "update" | "delete";

/** One call of the provider on one resource. */
export interface Call {
  readonly number: number;
  readonly type: string;
  readonly operation: Operation;
  /** The resource's id; empty for a create. */
  readonly id: string;
  /** The resource's name where its kind has one: of a DNS record the name, of an object the key. */
  readonly subject: string;
  readonly startedAt: number;
  readonly endedAt?: number;
  readonly error?: string;
}

/** Which calls a fault or a delay meets. */
export interface CallFilter {
  /** Terraform's type: "aws_s3_object". @default every type */
  readonly type?: string;
  /** @default every operation */
  readonly operation?: Operation;
  /** @default every subject */
  readonly subject?: string;
}

export interface Fault extends CallFilter {
  /** The first of the matching calls from now on that fails, counted from 1. @default 1 */
  readonly nth?: number;
  /** How many calls fail; `Infinity` for good. @default 1 */
  readonly times?: number;
  /** "after": the effect takes place, but the answer is lost. @default "before" */
  readonly when?: "before" | "after";
  readonly error?: string;
  /** Called when a call fails by it, at the very moment. @default nothing else happens */
  readonly onFail?: () => void;
}

export interface Delay extends CallFilter {
  readonly ms: number;
}

/** Where tests read what was called, and arrange what goes wrong. */
export class Control {
  readonly #runtime: Runtime;
  readonly #calls: Call[] = [];
  readonly #faults = new Map<Fault, { seen: number; failed: number }>();
  readonly #delays = new Set<Delay>();

  constructor(runtime: Runtime) {
    this.#runtime = runtime;
  }

  /** Every call so far, in the order in which they began. */
  get calls(): readonly Call[] {
    return this.#calls;
  }

  /** Arranges a failure; the function returned takes it back. */
  fail(fault: Fault): () => void {
    this.#faults.set(fault, { seen: 0, failed: 0 });
    return () => void this.#faults.delete(fault);
  }

  /** Slows calls down; the function returned takes it back. */
  slow(delay: Delay): () => void {
    this.#delays.add(delay);
    return () => void this.#delays.delete(delay);
  }

  /** Takes back every failure and delay, and forgets the calls. */
  reset(): void {
    this.#faults.clear();
    this.#delays.clear();
    this.#calls.length = 0;
  }

  async run<T>(what: Pick<Call, "type" | "operation" | "id" | "subject">, effect: () => Promise<T>): Promise<T> {
    const index = this.#calls.length;
    const call: Call = { number: index + 1, ...what, startedAt: this.#runtime.now() };
    this.#calls.push(call);
    const end = (error?: string): void => {
      if (this.#calls[index] !== call) return; // the log was reset meanwhile
      this.#calls[index] = { ...call, endedAt: this.#runtime.now(), ...(error === undefined ? {} : { error }) };
    };
    try {
      const result = await this.#injected(call, effect);
      end();
      return result;
    } catch (error) {
      end(messageOf(error));
      throw error;
    }
  }

  async #injected<T>(call: Call, effect: () => Promise<T>): Promise<T> {
    const fault = this.#due(call);
    for (const delay of this.#delays) if (matches(delay, call)) await this.#runtime.sleep(delay.ms);
    if (fault !== undefined && fault.when !== "after") throw injected(fault, call);
    const result = await effect();
    if (fault !== undefined) throw injected(fault, call);
    return result;
  }

  #due(call: Call): Fault | undefined {
    let due: Fault | undefined;
    for (const [fault, count] of this.#faults) {
      if (!matches(fault, call)) continue;
      count.seen += 1;
      if (due !== undefined || count.seen < (fault.nth ?? 1) || count.failed >= (fault.times ?? 1)) continue;
      count.failed += 1;
      due = fault;
    }
    return due;
  }
}

function matches(filter: CallFilter, call: Call): boolean {
  return (["type", "operation", "subject"] as const).every((key) => (filter[key] ?? call[key]) === call[key]);
}

function injected(fault: Fault, call: Call): ProviderError {
  fault.onFail?.();
  return new ProviderError(
    fault.error ?? `${call.operation} ${call.type}: InternalError: we encountered an internal error`,
  );
}
