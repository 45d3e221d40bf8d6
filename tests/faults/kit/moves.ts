import type { Intention } from "@mtasts/testbed";
import type { DnsName, HostName, Settings } from "../programs/src/settings";
import type { Bench } from "./bench";
import { firstSettings } from "./lives";
import type { Scenario } from "./scenario";

/** All hosts. */
export const hosts: readonly HostName[] = ["cloudfront", "worker", "r2", "external"];

const DAY = 86_400;
/** Seconds for which a resolver may hold the name of the old host. */
const longestTtl = 300;
const dns: DnsName = "cloudflare";

/**
 * How a new host that is long in coming takes over from one that publishes the name itself: in one deployment, or so that it is made
 * first, beside the old one.
 */
export type Takeover = "at once" | "beside";

/** One deployment of a move; a move may take several. */
interface Step {
  readonly name: string;
  readonly settings: Settings;
  /** @default that of the settings */
  readonly intention?: Intention;
}

function stepsOf(from: HostName, to: HostName, takeover: Takeover): readonly Step[] {
  const settings = firstSettings(to, dns);
  const name = `${from} to ${to}`;
  if (staysBehind(from)) {
    const both = { ...settings, previousHost: from };
    const move = {
      name: `${name}, with both`,
      settings: both,
      intention: { kind: "move", keepsOldHost: true },
    } as const;
    // Of somebody else's host there is nothing to take away.
    return from === "external" ? [move] : [move, { name: `${name}, the end of the old one`, settings }];
  }
  const move = { name, settings, intention: { kind: "move" } } as const;
  if (takeover === "at once" || to !== "cloudfront") return [move];
  return [{ name: `${name}, made beside`, settings: { ...firstSettings(from, dns), previousHost: to } }, move];
}

/** The names of the deployments that lead from a host to all others. */
export function moveNames(from: HostName, takeover: Takeover): readonly string[] {
  return others(from).flatMap((to) => stepsOf(from, to, takeover).map(({ name }) => name));
}

/** Every move from one host to another, each from a domain that is announced for some days. */
export async function moveAway(bench: Bench, from: HostName, takeover: Takeover): Promise<readonly Scenario[]> {
  const scenarios: Scenario[] = [];
  const first = firstSettings(from, dns);
  await bench.mustUp(first);
  await bench.population.pass(DAY);
  const there = await bench.save(first);
  for (const to of others(from)) {
    let start = there;
    for (const { name, settings, intention } of stepsOf(from, to, takeover)) {
      scenarios.push({ name, start, command: "up", settings, ...(intention === undefined ? {} : { intention }) });
      await start.restore();
      await bench.mustUp(settings, intention);
      await bench.population.pass(longestTtl);
      start = await bench.save(settings);
    }
  }
  return scenarios;
}

function others(from: HostName): readonly HostName[] {
  return hosts.filter((other) => other !== from);
}

/** Whether the host can be kept while the name leads to another; one that publishes the name itself can't. */
function staysBehind(host: HostName): boolean {
  return host === "cloudfront" || host === "external";
}
