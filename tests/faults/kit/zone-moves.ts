import type { Settings } from "../programs/src/settings";
import type { Bench, Start } from "./bench";
import { firstSettings } from "./lives";
import type { Scenario } from "./scenario";

const DAY = 86_400;
/** Seconds for which resolvers may ask the name servers of the former zone. */
const nsTtl = 2 * DAY;

/** The host is somebody else's, so the deployments have calls for records only. */
const before: Settings = { ...firstSettings("external", "route53"), mode: "enforce", maxAge: 7 * DAY };
const changed: Settings = { ...before, mx: [...before.mx, "backup.example.com"] };

/** One deployment, and what happens until the next. */
interface Stage {
  readonly name: string;
  readonly settings: Settings;
  /** @default nothing */
  readonly afterwards?: (bench: Bench) => Promise<void>;
}

/** The steps of `docs/guides/move-the-zone.md`, with a policy change while both zones are asked. */
function stages(): readonly Stage[] {
  const both: Settings = { ...before, dns: "cloudflare", previousDns: { dns: "route53" } };
  const delegatedSince = new Date(Date.now() - 2 * nsTtl * 1_000).toISOString();
  const after: Settings = { ...changed, dns: "cloudflare", allowDestroy: true };
  return [
    { name: "route53 to cloudflare, with both", settings: both, afterwards: changeDelegation },
    { name: "route53 to cloudflare, policy change with both", settings: { ...both, mx: changed.mx }, afterwards: lift },
    { name: "route53 to cloudflare, the end of the former zone", settings: after },
  ];

  /** Lifts the protection, which makes no call. */
  async function lift(bench: Bench): Promise<void> {
    await askBoth(bench);
    await bench.mustUp({ ...after, previousDns: { dns: "route53", delegatedSince } });
  }
}

const renamed: Stage = { name: "rename, with a policy change", settings: { ...changed, program: "renamed" } };

/** The names of the deployments, in their order. */
export const zoneMoveNames: readonly string[] = stages().map(({ name }) => name);
export const renameNames: readonly string[] = [renamed.name];

/** The move of an enforced domain's zone, which is announced for some days. */
export async function moveZone(bench: Bench): Promise<readonly Scenario[]> {
  bench.setMx(before.mx, "cloudflare");
  const scenarios: Scenario[] = [];
  let start = await settled(bench);
  for (const { name, settings, afterwards } of stages()) {
    scenarios.push({ name, start, command: "up", settings });
    await bench.mustUp(settings);
    await bench.population.pass(DAY);
    await afterwards?.(bench);
    start = await bench.save(settings);
  }
  return scenarios;
}

/** Another name for what deploys the domain, and a policy change in the same deployment. */
export async function rename(bench: Bench): Promise<readonly Scenario[]> {
  const start = await settled(bench);
  await bench.mustUp(renamed.settings);
  return [{ name: renamed.name, start, command: "up", settings: renamed.settings }];
}

async function settled(bench: Bench): Promise<Start> {
  await bench.mustUp(before);
  await bench.population.pass(DAY);
  return await bench.save(before);
}

/** Resolvers ask the new name servers sooner or later, and some the former ones once more. */
async function changeDelegation(bench: Bench): Promise<void> {
  await askBoth(bench);
  bench.bed.cloud.dns.delegate("cloudflare");
}

async function askBoth(bench: Bench): Promise<void> {
  for (const host of ["route53", "cloudflare", "route53", "cloudflare"] as const) {
    bench.bed.cloud.dns.delegate(host);
    await bench.population.pass(nsTtl / 4);
  }
}
