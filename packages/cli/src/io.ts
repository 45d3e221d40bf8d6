import type { NodePortsOptions, Ports } from "@mtasts/check";

/** A stream that a command writes to. */
export interface Sink {
  readonly write: (text: string) => void;
  readonly isTerminal: boolean;
  /** Columns of a line; 80 where that is not known. */
  readonly columns: number;
}

/** All that a command needs of the world beside files. */
export interface Io {
  /** Results alone. */
  readonly stdout: Sink;
  /** Everything else: progress, remarks, errors. */
  readonly stderr: Sink;
  readonly stdin: AsyncIterable<Uint8Array>;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Reaches the network; what does that is loaded by the commands that need it. */
  readonly ports: (options: NodePortsOptions) => Ports | Promise<Ports>;
}
