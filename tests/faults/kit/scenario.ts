import type { Intention } from "@mtasts/testbed";
import type { Settings } from "../programs/src/settings";
import type { Bench, Start } from "./bench";
import type { Run } from "./engine";

/** One deployment that is to be disturbed, from one settled state to the next. */
export interface Scenario {
  readonly name: string;
  readonly start: Start;
  readonly command: "up" | "destroy";
  readonly settings: Settings;
  /** @default that of the settings */
  readonly intention?: Intention;
}

/** Runs the deployment, or runs it again. */
export async function deploy(bench: Bench, { command, settings, intention }: Scenario): Promise<Run> {
  return command === "up" ? await bench.up(settings, intention) : await bench.destroy(settings);
}
