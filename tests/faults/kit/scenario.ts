import type { Intention } from "@mtasts/testbed";
import type { Settings } from "../programs/src/settings";
import { publishing, type Bench, type Start } from "./bench";
import type { Command, Run } from "./engine";

/** One deployment that is to be disturbed, from one settled state to the next. */
export interface Scenario {
  readonly name: string;
  readonly start: Start;
  readonly command: Command;
  readonly settings: Settings;
  /** @default that of the settings */
  readonly intention?: Intention;
}

/** Runs the deployment, or runs it again. */
export async function deploy(bench: Bench, { command, settings, intention }: Scenario): Promise<Run> {
  const meant = command === "destroy" ? ({ kind: "remove" } as const) : publishing(settings);
  return await bench.deploy(command, settings, intention ?? meant);
}
