import { describe, expect, it, jest } from "@jest/globals";
import { argumentsFor, argumentsForMove, moves, places } from "./cases";
import { cdktfTwin } from "./cdktf-twin";
import { edges, generated } from "./configurations";
import { differences, type Difference } from "./differences";
import { exceptions, explains, faults } from "./exceptions";
import { factsOf, plannedFacts } from "./facts";
import { pulumiTwin } from "./pulumi-twin";
import { deploymentOf } from "./twin";

jest.setTimeout(120_000);

// One twin is made after the other, and messages have dates that are counted from now.
jest.spyOn(Date, "now").mockReturnValue(Date.now());

const seen: Difference[] = [];
let compared = 0;

async function compare(place: readonly [string, string], configuration: object): Promise<readonly Difference[]> {
  const args = argumentsFor(place, configuration);
  const pulumi = await deploymentOf(pulumiTwin, args);
  const cdktf = await deploymentOf(cdktfTwin, args);
  const planned = plannedFacts(configuration, place);
  expect(await factsOf(pulumi)).toEqual(planned);
  expect(await factsOf(cdktf)).toEqual(planned);
  const found = differences(pulumi, cdktf);
  compared += 1;
  seen.push(...found);
  return faults(found);
}

/** Places take turns, so that each configuration meets several, and each place all kinds. */
function turns<T>(items: readonly T[], each: number): readonly (readonly [T, (typeof places)[number]])[] {
  return items.flatMap((item, i) =>
    Array.from({ length: each }, (_, j) => [item, places[(i + j * 7) % places.length]!] as const),
  );
}

describe("both frameworks ask for the same, attribute by attribute, and for what the plan says", () => {
  it.each(places)("%s, %s", async (...place) => {
    for (const name of ["reports", "enforce", "none without a host"]) {
      expect({ name, faults: await compare(place, edges[name]!) }).toEqual({ name, faults: [] });
    }
  });

  it.each(Object.entries(edges))("%s", async (_, configuration) => {
    for (const [, place] of turns([configuration], 5)) {
      expect({ place, faults: await compare(place, configuration) }).toEqual({ place, faults: [] });
    }
  });

  it.each(moves)("on the way from %s to %s, with %s", async (...move) => {
    const args = argumentsForMove(move, edges["enforce"]!);
    const found = differences(await deploymentOf(pulumiTwin, args), await deploymentOf(cdktfTwin, args));
    seen.push(...found);
    expect(faults(found)).toEqual([]);
  });

  it("whatever the configuration", async () => {
    for (const [configuration, place] of turns(generated, 5)) {
      expect({ place, configuration, faults: await compare(place, configuration) }).toMatchObject({ faults: [] });
    }
  });

  it("in more than 350 deployments", () => {
    expect(compared).toBeGreaterThan(350);
  });
});

describe("the exceptions", () => {
  it.each(exceptions)("$at is needed: $reason", (exception) => {
    expect(seen.some((difference) => explains(exception, difference))).toBe(true);
  });

  it.each(exceptions)("$at explains nothing but what is meant", (exception) => {
    const matching = seen.filter(({ at }) => exception.at.test(at));
    expect(matching.filter((difference) => !explains(exception, difference))).toEqual([]);
  });
});
