import type { DnsName, HostName, Settings } from "../programs/src/settings";
import { domain, type Bench } from "./bench";
import { must } from "./engine";
import type { Scenario } from "./scenario";

const DAY = 86_400;
/** The default age of an enforced policy and the TTL of its record: until then somebody may hold it. */
const strictWait = 28 * DAY + 300;

/** The settings of a first deployment. */
export function firstSettings(host: HostName, dns: DnsName): Settings {
  return { program: "component", domain, host, dns, mx: ["mail.example.com"] };
}

/** One deployment in the life of a domain, and what happens until the next. */
interface Stage {
  readonly name: string;
  readonly settings: Settings;
  /** Seconds. */
  readonly wait: number;
  /** The mail hosts that the MX records name afterwards. @default the same ones */
  readonly mx?: readonly string[];
}

function stagesOf(first: Settings): readonly Stage[] {
  const wide = [...first.mx, "backup.example.com"];
  const enforced = { ...first, mx: wide, mode: "enforce" } as const;
  const moved = ["mail.example.net"];
  // The senders' clock is another one: they see the MX records move only after the widening.
  const movedSince = new Date(Date.now() - 2 * DAY * 1_000).toISOString();
  const narrowing = { to: moved, movedSince, mxTtl: DAY, narrow: true };
  return [
    { name: "create", settings: first, wait: DAY },
    { name: "policy change", settings: { ...first, mx: wide }, wait: DAY },
    { name: "mode change", settings: enforced, wait: 3 * DAY },
    {
      name: "MX migration, widening",
      settings: { ...enforced, mxMigration: { to: moved } },
      wait: strictWait,
      mx: moved,
    },
    { name: "MX migration, narrowing", settings: { ...enforced, mxMigration: narrowing }, wait: 3 * DAY },
    { name: "roll-back", settings: { ...first, mx: moved, mode: "testing", revision: 1 }, wait: DAY },
    { name: "retirement", settings: { ...first, mx: [], mode: "none" }, wait: strictWait },
  ];
}

/** The names of the deployments in a life. */
export const lifeNames: readonly string[] = [
  ...stagesOf(firstSettings("worker", "cloudflare")).map(({ name }) => name),
  "destroy",
];

/**
 * Lives through the whole life of a domain on one host, from nothing to nothing, undisturbed. Every deployment in it becomes a
 * scenario; and since the same senders are there all the time, it shows that the waits between them are long enough.
 */
export async function liveThrough(bench: Bench, first: Settings): Promise<readonly Scenario[]> {
  const scenarios: Scenario[] = [];
  let start = await bench.save(first);
  for (const { name, settings, wait, mx } of stagesOf(first)) {
    scenarios.push({ name, start, command: "up", settings });
    await bench.mustUp(settings);
    await bench.population.pass(wait);
    if (mx !== undefined) {
      bench.setMx(mx);
      await bench.population.pass(DAY);
    }
    start = await bench.save(settings);
  }
  // The senders' clock has gone on by the wait, and the program's own has not.
  const noneSince = new Date(Date.now() - (strictWait + DAY) * 1_000).toISOString();
  const open = { ...start.settings, noneSince, allowDestroy: true };
  await bench.mustUp(open);
  scenarios.push({ name: "destroy", start: await bench.save(open), command: "destroy", settings: open });
  must(await bench.destroy(open));
  await bench.population.settle();
  return scenarios;
}
