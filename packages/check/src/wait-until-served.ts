import { selectStsRecord, type PolicySite } from "@mtasts/core";
import { addressesOf, textsOf } from "./dns-reading";
import { Asker } from "./look/asker";
import type { FetchAttempt, Ports } from "./ports";
import { printable } from "./printable";
import { Run } from "./run";

/** What is waited for, and for how long. */
export interface Wait {
  /** The policy domain. */
  readonly domain: string;
  /** What has to be served. */
  readonly site: Pick<PolicySite, "host" | "body">;
  /** Its id: once it is announced, there is nothing to wait for. */
  readonly policyId: string;
  readonly timeoutMs: number;
  /**
   * Milliseconds between two attempts.
   *
   * @default 2000
   */
  readonly pauseMs?: number;
}

/** How the wait ended: the bytes are served, the id is announced already, or the time was over. */
export type Waited =
  | { readonly outcome: "served" | "announced" }
  | {
      readonly outcome: "timeout";
      /** What was seen last, in a few words. */
      readonly last: string;
    };

const PAUSE_MS = 2_000;

/** An attempt that takes longer has failed: a sender would not be served either. */
const ATTEMPT_MS = 15_000;

/**
 * Fetches the policy as a sender does, again and again, until it is served byte by byte as `text/plain` with status 200
 * (RFC 8461 §3.3). Ends at once where the id is announced already. Never rejects.
 *
 * @example
 * import { planDeployment } from "@mtasts/core";
 * import { waitUntilServed } from "@mtasts/check";
 * import { nodePorts } from "@mtasts/check/node";
 *
 * async function isServed(): Promise<boolean> {
 *   const plan = planDeployment({ domain: "example.com", mx: ["mail.example.com"] });
 *   if (!plan.ok) return false;
 *   const { outcome } = await waitUntilServed({ ...plan.value, timeoutMs: 60_000 }, nodePorts());
 *   return outcome !== "timeout";
 * }
 */
export async function waitUntilServed(wait: Wait, ports: Ports): Promise<Waited> {
  const { timeoutMs, pauseMs = PAUSE_MS } = wait;
  const deadline = ports.clock.monotonic() + timeoutMs;
  const left = (): number => Math.max(0, deadline - ports.clock.monotonic());
  let last = "nothing";
  for (;;) {
    const patience = Math.min(left(), ATTEMPT_MS);
    const [announced, problem] = await Promise.all([
      isAnnounced(wait, ports, patience),
      problemNow(wait, ports, patience),
    ]);
    if (problem === undefined) return { outcome: "served" };
    if (announced) return { outcome: "announced" };
    // An attempt that was cut short says less than the one before it.
    if (left() > 0 || last === "nothing") last = printable(problem);
    if (left() <= pauseMs) return { outcome: "timeout", last };
    await pause(pauseMs);
  }
}

async function isAnnounced({ domain, policyId }: Wait, ports: Ports, timeoutMs: number): Promise<boolean> {
  const name = `_mta-sts.${domain}`;
  const reply = await asking(ports, timeoutMs, async (ask) => await ask.txt("txt", name));
  const selected = selectStsRecord(textsOf(name, reply).map((text) => [text]));
  return selected.outcome === "record" && selected.value.id === policyId;
}

/** Why a sender would not get the policy now; `undefined` if it would. */
async function problemNow({ site }: Wait, ports: Ports, timeoutMs: number): Promise<string | undefined> {
  return await asking(ports, timeoutMs, async (ask) => {
    const address = await ask.address("address", site.host);
    const addresses = addressesOf(site.host, address);
    if (addresses.length === 0) return `no address for ${site.host} (${rcodeOf(address)})`;
    const { attempts } = await ask.fetch("fetch", { host: site.host, addresses });
    return problemOf(attempts.at(-1), site.body);
  });
}

function rcodeOf({ ipv4, ipv6 }: Awaited<ReturnType<Asker["address"]>>): string {
  return ipv4.rcode === "NOERROR" ? ipv6.rcode : ipv4.rcode;
}

function problemOf(last: FetchAttempt | undefined, body: string): string | undefined {
  if (last === undefined) return "no answer in time";
  if (last.outcome === "failure") return `${last.address}: ${last.kind} (${last.detail})`;
  if (last.status !== 200) return `${last.address}: status ${last.status}`;
  const [, type = "none"] = last.headers.find(([name]) => name === "content-type") ?? [];
  // RFC 8461 §3.2: the media type is text/plain
  if (!/^text\/plain\s*(;|$)/iu.test(type)) return `${last.address}: content type ${type.slice(0, MAX_TYPE_LENGTH)}`;
  return isSame(last.body, new TextEncoder().encode(body)) ? undefined : `${last.address}: another policy`;
}

/** What a stranger sends is not told at any length, and is escaped with the rest of the line. */
const MAX_TYPE_LENGTH = 80;

function isSame(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, i) => byte === other[i]);
}

/** Asks within a time that nobody can exceed. */
async function asking<T>(ports: Ports, timeoutMs: number, ask: (asker: Asker) => Promise<T>): Promise<T> {
  const run = new Run(ports.clock, timeoutMs);
  try {
    return await ask(new Asker(ports, run));
  } finally {
    run.end();
  }
}

async function pause(ms: number): Promise<void> {
  await new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
