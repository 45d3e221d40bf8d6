import type { Intention } from "@mtasts/testbed";
import type { Bench } from "./bench";
import { must, removeByHand, type Run } from "./engine";
import { inject, targetsIn, type Fault, type Target } from "./faults";
import { fingerprint } from "./fingerprint";
import { deploy, type Scenario } from "./scenario";

/** What a deployment without faults does and leaves. */
export interface Reference {
  readonly targets: readonly Target[];
  readonly cloud: readonly string[];
  /** What the engine remembers. */
  readonly state: readonly string[];
}

/** What came of a fault. */
export interface Outcome {
  /** The steps to the end, as in "cancel, refresh, import, up". */
  readonly steps: string;
  /** What should not have been; empty if all is well. */
  readonly problems: readonly string[];
}

/** Seconds for which a broken deployment is left as it is, before somebody comes. */
const neglect = 5_400;

/** Runs a scenario undisturbed. */
export async function refer(bench: Bench, scenario: Scenario): Promise<Reference> {
  await scenario.start.restore();
  must(await deploy(bench, scenario));
  const targets = targetsIn(bench.bed.cloud.control.calls);
  await bench.population.settle();
  const problems = complaints(bench);
  if (problems.length > 0) throw new Error(`${scenario.name}, undisturbed:\n${problems.join("\n")}`);
  return { targets, ...(await remains(bench)) };
}

/** Runs a scenario with one fault, repairs it, and compares the end with the undisturbed one. */
export async function runCase(
  bench: Bench,
  scenario: Scenario,
  { target, fault, reference }: { readonly target: Target; readonly fault: Fault; readonly reference: Reference },
): Promise<Outcome> {
  await scenario.start.restore();
  inject(bench, fault, target);
  const first = await deploy(bench, scenario);
  const steps = fault === "is slow" ? expectPatience(first) : await recover(bench, scenario, { first, fault });
  await bench.population.settle();
  const left = [...complaints(bench), ...(await differences(bench, reference))];
  const drift = scenario.command === "up" && left.length === 0 ? await bench.engine.drift() : [];
  return { steps: steps.join(", "), problems: [...left, ...drift.map((one) => `drift: ${one}`)] };
}

function expectPatience(run: Run): readonly string[] {
  must(run);
  return ["waits"];
}

async function recover(
  bench: Bench,
  scenario: Scenario,
  { first, fault }: { readonly first: Run; readonly fault: Fault },
): Promise<readonly string[]> {
  const { engine, population, bed } = bench;
  if (first.exitCode === 0) throw new Error(`the fault met nothing:\n${first.output}`);
  if (first.exitCode === undefined && fault !== "engine killed") throw new Error(`it hung:\n${first.output}`);
  await population.pass(neglect);
  if (fault === "fails for good") {
    const again = await deploy(bench, scenario);
    if (again.exitCode === 0) throw new Error(`the second attempt did not fail:\n${again.output}`);
    await population.pass(neglect);
  }
  bed.cloud.control.reset();
  await bed.cloud.runtime.idle();
  const rehosting = whileRehosted(scenario);
  await population.expect(rehosting);
  const repaired = new Set(await engine.repair(bed.cloud, first));
  const last = repaired.has(removeByHand) ? { ...scenario, intention: rehosting } : scenario;
  const again = await deploy(bench, last);
  if (again.exitCode !== 0 && isUncertain(fault)) {
    // PROVIDER cloudflare 6: what is gone can't be deleted again, and the engine has to see first that it is.
    await engine.refresh();
    repaired.add(engine.words.refresh);
    must(await deploy(bench, last));
  } else {
    must(again);
  }
  return [...repaired, engine.words[scenario.command]];
}

/** What is meant while a repair takes away a name that can only be made anew: the same policy, and for a moment no host. */
function whileRehosted({ command }: Scenario): Intention {
  return { kind: command === "destroy" ? "remove" : "move" };
}

/** Whether the call was carried out, and the engine does not know. */
function isUncertain(fault: Fault): boolean {
  return fault === "loses its answer" || fault === "engine killed";
}

function complaints({ population }: Bench): readonly string[] {
  return population.violations.map((violation) => JSON.stringify(violation));
}

async function remains(bench: Bench): Promise<Pick<Reference, "cloud" | "state">> {
  await bench.bed.cloud.runtime.idle();
  return { cloud: fingerprint(bench.bed.cloud), state: await bench.engine.remembered() };
}

/** What is left over, and what is missing. */
async function differences(bench: Bench, reference: Reference): Promise<readonly string[]> {
  const { cloud, state } = await remains(bench);
  return [...compared(cloud, reference.cloud), ...compared(state, reference.state)];
}

function compared(found: readonly string[], wanted: readonly string[]): readonly string[] {
  const count = (list: readonly string[], one: string): number => list.filter((other) => other === one).length;
  const all = [...new Set([...found, ...wanted])];
  return all
    .filter((one) => count(found, one) !== count(wanted, one))
    .map((one) => `${count(found, one)} instead of ${count(wanted, one)}: ${one}`);
}
