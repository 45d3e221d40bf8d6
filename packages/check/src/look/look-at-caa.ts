import { lowerCase } from "@mtasts/core/checking";
import type { SeenCaa, Unseen } from "@mtasts/core/preflight";
import { aliasesOf, dataOf, isTemporary } from "../dns-reading";
import type { CaaData, DnsReply } from "../ports";
import type { Asker, DirectAsker } from "./asker";

/** Deep enough for every domain, and a bound on the queries. */
const MAX_PARENTS = 6;

/**
 * The CAA set that decides about a certificate for a name: at the name itself, or at its closest parent that has one (RFC 8659
 * §3). The name may not exist yet, so only the zone's own name servers are asked for it; its parents exist.
 *
 * @returns `undefined` where the ports know nothing of CAA records.
 */
export async function lookAtCaa(
  domain: string,
  { ask, direct }: { readonly ask: Asker; readonly direct: DirectAsker | undefined },
): Promise<SeenCaa | Unseen | undefined> {
  const host = `mta-sts.${domain}`;
  const [own, ...parents] = await Promise.all([
    direct === undefined ? undefined : caaOfHost(host, ask, direct),
    ...parentsOf(domain).map(async (name) => ({ name, reply: await ask.caa(`caa ${name}`, name) })),
  ]);
  if (own === undefined) return undefined;
  for (const { name, reply } of [own, ...parents]) {
    if (reply === undefined) return undefined;
    if (isTemporary(reply)) return { unseen: reply.rcode };
    const set = dataOf(name, reply);
    if (set.length > 0) return { at: name, issuers: issuersIn(set) };
  }
  return { issuers: [] };
}

interface CaaAt {
  readonly name: string;
  readonly reply: DnsReply<CaaData> | undefined;
}

/** RFC 8659 §3: an alias is followed at the name itself; it leads to a name that exists, which a resolver may be asked for. */
async function caaOfHost(host: string, ask: Asker, direct: DirectAsker): Promise<CaaAt> {
  const reply = await direct.caa(host);
  const target = aliasesOf(host, reply).at(-1);
  if (target === undefined || dataOf(host, reply).length > 0) return { name: host, reply };
  return { name: target, reply: await ask.caa("caa alias", target) };
}

function parentsOf(domain: string): readonly string[] {
  const labels = domain.split(".");
  return labels.map((_, i) => labels.slice(i).join(".")).slice(0, MAX_PARENTS);
}

/** Parameters follow a semicolon; a property without an authority allows none (RFC 8659 §4.2). */
function issuersIn(set: readonly CaaData[]): readonly string[] {
  return set
    .filter(({ tag }) => lowerCase(tag) === "issue")
    .map(({ value }) => lowerCase((value.split(";")[0] ?? "").trim()));
}
