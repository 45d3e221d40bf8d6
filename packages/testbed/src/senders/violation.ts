import { type Moment } from "./moment.js";
import { type Publications } from "./publications.js";
import { type Refusal, type Sender } from "./sender.js";

/** What must hold whatever a publisher does, so that no mail is lost. */
export const invariants = {
  I1: "order: no id leads a sender to an older policy, or to none",
  I2: "coherence: an id stands for one publication, and is never used again",
  I3: "coverage: an enforced policy that is still held covers every mail host that is announced",
  I4: "retirement: record and host stay while an enforced policy is held, and the host outlives the record",
  I5: "in place: the record that announces is never away during a change",
  I6: "clock: the waits have passed since a change was seen, not since it was planned",
  I7: "delivery: no mail host of the domain is refused",
} as const;

export type Invariant = keyof typeof invariants;

/** One breach of an invariant, as it was seen. */
export interface Violation {
  readonly invariant: Invariant;
  /** Who saw it; "anybody" where it holds for some possible sender, whether or not there is one just now. */
  readonly sender: string;
  /** Seconds of the emulated clock. */
  readonly at: number;
  readonly saw: Readonly<Record<string, unknown>>;
}

/** A message that was refused, and whose. */
export interface RefusedDelivery extends Refusal {
  readonly sender: string;
}

/** All that an invariant is judged by. */
export interface Sight {
  readonly moment: Moment;
  /** The moment before. */
  readonly previous: Moment | undefined;
  readonly publications: Publications;
  readonly senders: readonly Sender[];
  readonly refused: readonly RefusedDelivery[];
  /** Whether the deployment has ended. */
  readonly isSettled: boolean;
}

export type Finding = Pick<Violation, "sender" | "saw">;

/** Judges one invariant; finds nothing where it holds. */
export type Check = (sight: Sight) => readonly Finding[];

export const anybody = "anybody";
