import type * as Check from "@mtasts/check";
import type * as CheckNode from "@mtasts/check/node";
import type { Parsed } from "@mtasts/core";
import type * as Preflight from "@mtasts/core/preflight";

/* eslint-disable @typescript-eslint/no-require-imports -- whoever looks at nothing does not load what looks */
export const judging = (): typeof Preflight => require("@mtasts/core/preflight") as typeof Preflight;
export const check = (): typeof Check => require("@mtasts/check") as typeof Check;
const checkNode = (): typeof CheckNode => require("@mtasts/check/node") as typeof CheckNode;
/* eslint-enable @typescript-eslint/no-require-imports */

/** Whether the environment forbids to look at what is live: `MTASTS_OFFLINE` is set, and not to "0". */
export function isOffline(): boolean {
  const { MTASTS_OFFLINE: offline = "" } = process.env;
  return offline !== "" && offline !== "0";
}

let opened: Parsed<Check.Ports> | undefined;

/** The way to the network that the environment names, the same for all components of the process. */
export function network(): Parsed<Check.Ports> {
  return (opened ??= open());
}

function open(): Parsed<Check.Ports> {
  const { nodePorts, readEnvironment } = checkNode();
  const options: Parsed<Check.NodePortsOptions> = readEnvironment(process.env);
  return options.ok ? { ...options, value: nodePorts(options.value) } : options;
}
