import type { Cloud } from "@mtasts/testbed";
import type { Settings } from "../programs/src/settings";

/** How a command went. */
export interface Run {
  readonly command: string;
  /** Undefined where the engine was killed. */
  readonly exitCode: number | undefined;
  readonly output: string;
  readonly seconds: number;
}

/** What brings a program's resources about, and what takes them all away. */
export type Command = "up" | "destroy";

/** A real deployment engine with one stack, whose state can be put back; one command at a time. */
export interface Engine {
  /** What its commands are called on the page of faults. */
  readonly words: Readonly<Record<Command | "refresh", string>>;
  /** What the next command's program is told. */
  readonly configure: (settings: Settings) => Promise<void>;
  readonly deploy: (command: Command) => Promise<Run>;
  /** Ends it where it stands, with all that it has started. */
  readonly kill: () => void;
  /** Everything that it believes to exist or to be under way, a line each: equal for states that know the same. */
  readonly remembered: () => Promise<readonly string[]>;
  /**
   * Brings state and cloud together again after an interrupted deployment, in the steps of `docs/guides/repair.md`, all but the
   * last one, which is the deployment itself. Returns what had to be done, in the words of the page.
   */
  readonly repair: (cloud: Cloud, interrupted: Run) => Promise<readonly string[]>;
  /** Looks at what really exists. */
  readonly refresh: () => Promise<void>;
  /** Compares what exists with what the program wants. Returns what it would change, and nothing where all is well. */
  readonly drift: () => Promise<readonly string[]>;
  /** The state, as it is kept. */
  readonly state: () => Promise<string>;
  /** Puts an earlier state back, and ends the lock that a killed engine has left. */
  readonly restore: (state: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** The step of a repair that leaves a name without a host until the deployment is done. */
export const removeByHand = "remove by hand";

/** The same, where a failure is an error with all that was printed. */
export function must(run: Run): Run {
  const { command, exitCode, output } = run;
  if (exitCode !== 0) throw new Error(`${command} ended with ${String(exitCode)}:\n${output}`);
  return run;
}
