import type { Call } from "@mtasts/testbed";
import type { Bench } from "./bench";

/** One call of a scenario, told from the others by what it is about. */
export type Target = Pick<Call, "type" | "operation" | "subject">;

/** What can happen to a call. */
export const faults = ["fails once", "fails for good", "is slow", "loses its answer", "engine killed"] as const;
export type Fault = (typeof faults)[number];

const slowMs = 250;

/** Arranges that it happens to the call. */
export function inject({ bed, engine }: Bench, fault: Fault, { type, operation, subject }: Target): void {
  const { control } = bed.cloud;
  const call = { type, operation, ...(subject === "" ? {} : { subject }) };
  switch (fault) {
    case "fails once":
      control.fail(call);
      break;
    case "fails for good":
      control.fail({ ...call, times: Infinity });
      break;
    case "is slow":
      control.slow({ ...call, ms: slowMs });
      break;
    case "loses its answer":
      control.fail({ ...call, when: "after" });
      break;
    case "engine killed":
      control.fail({
        ...call,
        when: "after",
        onFail: () => {
          engine.kill();
        },
      });
  }
}

/** The calls that change something, each once. */
export function targetsIn(calls: readonly Call[]): readonly Target[] {
  const targets = calls
    .filter(({ operation }) => operation !== "read")
    .map(({ type, operation, subject }) => ({ type, operation, subject: steady(subject) }));
  return targets.filter((one, i) => i === targets.findIndex((other) => JSON.stringify(other) === JSON.stringify(one)));
}

/** A generated name differs each time, and there is only one of its kind. */
function steady(subject: string): string {
  return /-[0-9a-f]{7,8}$|^terraform-\d+$/u.test(subject) ? "" : subject;
}
