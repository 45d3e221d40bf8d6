import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Testbed } from "@mtasts/testbed";
import type { DnsName } from "../programs/src/settings";
import { Bench } from "./bench";
import { refer, runCase } from "./case";
import type { Engine } from "./engine";
import { faults, type Fault, type Target } from "./faults";
import type { Page, Row } from "./report";
import type { Scenario } from "./scenario";

/** An engine, and the page with what came of its faults. */
export interface Subject {
  readonly open: (bed: Testbed) => Promise<Engine>;
  readonly page: Page;
}

/** A part of the matrix that has a bench of its own. */
export interface Part {
  /** As the heading of its tables. */
  readonly title: string;
  readonly dns: DnsName;
  /** Makes the starting points. */
  readonly scenarios: (bench: Bench) => Promise<readonly Scenario[]>;
  /** The names of these scenarios, in their order: tests are declared before any of them runs. */
  readonly names: readonly string[];
  /** What is run of the whole matrix. @default everything */
  readonly keeps?: Chooser;
}

/** Some deployments, and what happens to them. */
export interface Sample {
  readonly scenarios: readonly string[];
  readonly keeps: Chooser;
}

export type Chooser = (one: { readonly scenario: string; readonly target: Target; readonly fault: Fault }) => boolean;

/** What is run: "all", or the name of a fault for all calls with that one; the ordinary suite has samples only. */
const wanted = process.env["FAULTS"];
export const isSample = wanted === undefined;
const isWhole = wanted === "all";
const single = faults.find((fault) => fault === wanted);
if (!isSample && !isWhole && single === undefined) {
  throw new Error(`FAULTS: must be all, ${faults.join(", ")}, got ${wanted}`);
}

/** Declares the tests of a part: one for each scenario, in which every chosen call meets every chosen fault. */
export function matrix(subject: Subject, part: Part): void {
  const { keeps = () => true, names } = part;
  const some: Chooser = (one) => keeps(one) && (single === undefined || one.fault === single);
  disturbAll(subject, part, { scenarios: names, keeps: some });
}

/** The same for some of it, for the ordinary suite. */
export function sampleOf(subject: Subject, part: Part, sample: Sample): void {
  disturbAll(subject, part, sample);
}

/** Declares a test which sees that the page has every deployment, and no failure. */
export function looksAtPage({ page }: Subject, parts: readonly Part[]): void {
  it.each(parts)("the page has every deployment of $title, and no failure", ({ title, names, keeps }) => {
    const recorded = page.recorded(title);
    const scenarios = recorded.map(({ scenario }) => scenario);
    expect(recorded.filter(({ failures }) => failures > 0)).toEqual([]);
    expect(names).toEqual(expect.arrayContaining(scenarios));
    // Of a part of the calls, a deployment may have none.
    if (keeps === undefined) expect(scenarios).toHaveLength(names.length);
  });
}

function disturbAll({ open, page }: Subject, part: Part, chosen: Sample): void {
  const { title, dns, names } = part;
  describe(title, () => {
    let bench: Bench;
    let scenarios: readonly Scenario[] = [];
    beforeAll(async () => {
      bench = await Bench.open({ engine: open, dns });
      scenarios = await part.scenarios(bench);
    }, 900_000);
    afterAll(() => bench.close());

    it("has these deployments, and none with anything to complain of", () => {
      expect(scenarios.map(({ name }) => name)).toEqual(names);
      expect(bench.population.violations).toEqual([]);
    });

    it.each(chosen.scenarios)(
      "%s survives every fault",
      async (name) => {
        const scenario = scenarios.find((one) => one.name === name)!;
        const { rows, problems } = await disturb(bench, scenario, chosen.keeps);
        expect(problems).toEqual([]);
        if (isWhole) page.record({ part: title, scenario: name }, rows);
      },
      3_600_000,
    );
  });
}

async function disturb(
  bench: Bench,
  scenario: Scenario,
  keeps: Chooser,
): Promise<{ readonly rows: readonly Row[]; readonly problems: readonly string[] }> {
  const reference = await refer(bench, scenario);
  const rows: Row[] = [];
  const problems: string[] = [];
  for (const target of reference.targets) {
    const cells: string[] = [];
    for (const fault of faults) {
      if (!keeps({ scenario: scenario.name, target, fault })) {
        cells.push("");
        continue;
      }
      const call = `${callOf(target)}, ${fault}`;
      const started = Date.now();
      const outcome = await runCase(bench, scenario, { target, fault, reference }).catch((error: unknown) => ({
        steps: "",
        problems: [String(error)],
      }));
      cells.push(outcome.problems.length === 0 ? outcome.steps : "✗");
      const seconds = ((Date.now() - started) / 1000).toFixed(1);
      tell(`${scenario.name}: ${call}: ${[...cells.slice(-1), ...outcome.problems].join("\n")} (${seconds} s)`);
      problems.push(...outcome.problems.map((problem) => `${call}: ${problem}`));
    }
    if (cells.some((cell) => cell !== "")) rows.push({ call: callOf(target), cells });
  }
  return { rows, problems };
}

/** The whole matrix takes so long that one wants to see it go on. */
function tell(line: string): void {
  if (!isSample) process.stderr.write(`${line}\n`);
}

/** A generated label of a certificate's proof says nothing. */
function callOf({ type, operation, subject }: Target): string {
  const about = subject.replace(/^_[0-9a-f]{32}\./u, "_….");
  return `${operation} ${type}${about === "" ? "" : ` ${about}`}`;
}
