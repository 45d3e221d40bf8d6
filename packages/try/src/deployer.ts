import { type ChildResult } from "./child.js";

/** What a deployment engine is asked for. */
export type Change = "up" | "preview" | "destroy";

/** An engine, with a throw-away stack of the user's program. */
export interface Deployer {
  /** Carries out a change, and shows what the engine says. */
  readonly change: (change: Change) => Promise<ChildResult>;
  /** Runs a command of the user's on the same stack. */
  readonly run: (command: readonly string[]) => Promise<ChildResult>;
  /** Takes back what was put into the user's folder, and keeps it for the next command. */
  readonly close: () => void;
}

/** All that a deployer needs beside the program. */
export interface DeployerContext {
  /** The environment of the program and the engine. */
  readonly env: NodeJS.ProcessEnv;
  /** The user's own environment, which names their stacks and plugins. */
  readonly ownEnv: NodeJS.ProcessEnv;
  /** Says a line. */
  readonly say: (line: string) => void;
}
