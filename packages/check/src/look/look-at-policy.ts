import { WRONG_POLICY_PATHS } from "@mtasts/core/checking";
import { dataOf } from "../dns-reading";
import type { FetchAttempt, FetchReply } from "../ports";
import type { Asker } from "./asker";
import type { SeenPolicy } from "./seen";

/** Statuses with which protection against bots turns away. */
const REFUSALS: ReadonlySet<number> = new Set([401, 403, 406, 429, 503]);

const BROWSER = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0";

/**
 * Fetches the policy, over both families of addresses at once: senders use either. `isWanted` tells later whether to search for
 * a file that stands at another path.
 */
export async function lookAtPolicy(domain: string, ask: Asker, isWanted: Promise<boolean>): Promise<SeenPolicy> {
  // RFC 8461 §3.2 (P1), §3.4 (F10): the host of this very domain
  const host = `mta-sts.${domain}`;
  const address = await ask.address("address", host);
  const families = [dataOf(host, address.ipv4), dataOf(host, address.ipv6)].filter(({ length }) => length > 0);
  const fetches = await Promise.all(families.map(async (addresses) => await ask.fetch("fetch", { host, addresses })));
  const refusal = fetches.map(({ attempts }) => attempts.at(-1)).find(isRefusal);
  const asBrowser = refusal === undefined ? undefined : await fetchAsBrowser(host, refusal.address, ask);
  const missing = fetches.map(({ attempts }) => attempts.at(-1)).find(isNotFound);
  const at = missing?.address;
  const elsewhere = at !== undefined && (await isWanted) ? await lookElsewhere(host, at, ask) : [];
  return { host, address, fetches, asBrowser, elsewhere };
}

function isNotFound(attempt: FetchAttempt | undefined): attempt is FetchAttempt {
  return attempt?.outcome === "response" && (attempt.status === 404 || attempt.status === 410);
}

/** The likely paths at which the host serves a policy. */
async function lookElsewhere(host: string, address: string, ask: Asker): Promise<readonly string[]> {
  const found = await Promise.all(
    WRONG_POLICY_PATHS.map(async (path) => {
      const request = { host, addresses: [address], path };
      const { attempts } = await ask.search<FetchReply>(
        "fetch elsewhere",
        async (ports, signal) => await ports.fetchPolicy(request, signal),
        () => ({ attempts: [] }),
      );
      return isPolicy(attempts.at(-1)) ? [path] : [];
    }),
  );
  return found.flat();
}

function isPolicy(attempt: FetchAttempt | undefined): boolean {
  if (attempt?.outcome !== "response" || attempt.status !== 200) return false;
  // A site that answers every path with a page may speak of policies; a policy begins with its fields.
  return /^\s*(?:version|mode|mx|max_age)\s*:/iu.test(new TextDecoder().decode(attempt.body.subarray(0, 256)));
}

function isRefusal(attempt: FetchAttempt | undefined): attempt is FetchAttempt {
  return attempt?.outcome === "response" && REFUSALS.has(attempt.status);
}

async function fetchAsBrowser(host: string, address: string, ask: Asker): Promise<FetchAttempt | undefined> {
  const { attempts } = await ask.fetch("fetch as a browser", { host, addresses: [address], userAgent: BROWSER });
  return attempts.at(-1);
}
