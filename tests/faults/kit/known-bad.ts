import { afterEach, describe, expect, it } from "@jest/globals";
import type { Settings } from "../programs/src/settings";
import { Bench } from "./bench";
import type { Subject } from "./matrix";

const WEEK = 604_800;
export const testing: Omit<Settings, "program"> = {
  domain: "example.com",
  host: "worker",
  dns: "cloudflare",
  mx: ["mail.example.com"],
};
const onCloudFront = { ...testing, host: "cloudfront" } as const;
export const enforce = { mode: "enforce", maxAge: WEEK } as const;
const script = "cloudflare_workers_script";
const record = { type: "cloudflare_dns_record", subject: "_mta-sts.example.com" } as const;

/** What somebody does with a program that is wired wrongly. */
export interface KnownBad {
  readonly what: string;
  readonly program: string;
  readonly start: Omit<Settings, "program">;
  readonly then: (bench: Bench, start: Settings) => Promise<unknown>;
  /** What the senders must complain of, among other things. */
  readonly breaks: string;
}

const wirings: readonly KnownBad[] = [
  {
    what: "a record that depends on nothing",
    program: "no-dependency",
    start: testing,
    then: (bench, start) => {
      bench.bed.cloud.control.slow({ type: script, operation: "update", ms: 400 });
      return bench.mustUp({ ...start, maxAge: 90_000 });
    },
    breaks: "I1",
  },
  {
    what: "a caching CDN",
    program: "caching-cdn",
    start: onCloudFront,
    then: (bench, start) => bench.mustUp({ ...start, maxAge: 90_000 }),
    breaks: "I1",
  },
  {
    what: "an id that is a hash of the inputs",
    program: "input-hash",
    start: testing,
    then: (bench, start) => bench.mustUp({ ...start, maxAge: 90_000 }),
    breaks: "I2",
  },
  {
    what: "a host that is destroyed before the record",
    program: "host-after-record",
    start: testing,
    then: (bench, start) => bench.destroy(start),
    breaks: "I4",
  },
  {
    what: "a quick roll-back to an id that is a plain hash",
    program: "plain-hash",
    start: testing,
    then: async (bench, start) => {
      await bench.mustUp({ ...start, ...enforce });
      await bench.mustUp(start);
    },
    breaks: "I2",
  },
  {
    what: "a change that is interrupted, then reverted",
    program: "plain-hash",
    start: testing,
    then: async (bench, start) => {
      bench.bed.cloud.control.fail({ ...record, operation: "update" });
      const { exitCode } = await bench.up({ ...start, ...enforce });
      expect(exitCode).not.toBe(0);
      await bench.population.pass(600);
      await bench.mustUp(start);
    },
    breaks: "I2",
  },
  {
    what: "another host and another id in one deployment",
    program: "component",
    start: onCloudFront,
    then: (bench, start) => bench.mustUp({ ...start, host: "worker", maxAge: 90_000 }),
    breaks: "I1",
  },
  {
    what: "a record that is replaced instead of updated",
    program: "replaced-record",
    start: testing,
    then: (bench, start) => bench.mustUp({ ...start, maxAge: 90_000 }),
    breaks: "I5",
  },
  {
    what: "a destroy right after a roll-back",
    program: "unprotected",
    start: { ...testing, ...enforce },
    then: async (bench, start) => {
      await bench.mustUp({ ...start, mode: "testing", maxAge: 86_400, revision: 1 });
      await bench.destroy({ ...start, mode: "testing", maxAge: 86_400, revision: 1 });
    },
    breaks: "I4",
  },
  {
    what: "a retirement that is claimed to have begun",
    program: "component",
    start: { ...testing, ...enforce },
    // Without a preflight check, nothing disproves the claim.
    then: async (bench, start) => {
      const none = { ...start, mode: "none", maxAge: 86_400, noneSince: daysAgo(400), allowDestroy: true } as const;
      await bench.mustUp(none);
      await bench.destroy(none);
    },
    breaks: "I4",
  },
  {
    what: "a transform that sets another TTL",
    program: "other-ttl",
    start: { ...testing, ...enforce },
    then: async (bench, start) => {
      const none = { ...start, mode: "none", maxAge: 86_400 } as const;
      await bench.mustUp(none);
      // As long as the outputs say, and no longer.
      await bench.population.pass(WEEK + 300);
      const open = { ...none, noneSince: daysAgo(40), allowDestroy: true };
      await bench.mustUp(open);
      await bench.destroy(open);
    },
    breaks: "I6",
  },
  {
    what: "an id that returns within a mode",
    program: "plain-hash",
    start: { ...testing, ...enforce },
    then: async (bench, start) => {
      await bench.mustUp({ ...start, mx: [...start.mx, "mx2.example.com"] });
      await bench.mustUp(start);
    },
    breaks: "I2",
  },
  {
    what: "a second TXT record",
    program: "component",
    start: { ...testing, ...enforce },
    then: (bench, start) => bench.mustUp({ ...start, program: "second-record" }),
    breaks: "I5",
  },
  {
    what: "a forgotten allowDestroy",
    program: "component",
    start: { ...testing, ...enforce, allowDestroy: true },
    then: (bench, start) => bench.destroy(start),
    breaks: "I4",
  },
];

/** By the program's clock, which stands still while the senders' one is moved on. */
function daysAgo(days: number): string {
  return new Date(Date.now() - days * 86_400_000).toISOString();
}

/** Declares a test for each of the wirings, in which senders must complain; `more`: those that only this engine has. */
export function knownBad({ open }: Pick<Subject, "open">, more: readonly KnownBad[] = []): void {
  describe("senders complain of", () => {
    let bench: Bench;
    afterEach(() => bench.close());

    it.each([...wirings, ...more])(
      "$what",
      async ({ program, start, then, breaks }) => {
        bench = await Bench.open({ engine: open, dns: start.dns });
        const settings = { ...start, program };
        await bench.mustUp(settings);
        await bench.population.pass(2 * 86_400);
        await then(bench, settings);
        await bench.population.idle();
        const broken = bench.population.violations.map(({ invariant }) => invariant);
        expect([...new Set(broken)]).toContain(breaks);
      },
      120_000,
    );
  });
}
