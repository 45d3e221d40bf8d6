import { readTlsRptAnswer } from "@mtasts/core";
import { mailtoDomain, meantAs, wrongOwners, type RecordKey } from "@mtasts/core/checking";
import { isPublicSuffix } from "@mtasts/core/public-suffix";
import { addressesOf, dataOf, isTemporary, noReply, textsOf, toDnsAnswer } from "../dns-reading";
import type { DnsReply, TxtData } from "../ports";
import type { Asker } from "./asker";
import { randomLabel } from "./random-label";
import type { SeenRecords, SeenTxt } from "./seen";

/** No domain needs more report addresses; it bounds the queries. */
const MAX_REPORT_DOMAINS = 5;

/** Looks at everything that TXT records can tell; with `search`, also at the names that hold one by mistake. */
export async function lookAtRecords(domain: string, ask: Asker, search: boolean): Promise<SeenRecords> {
  const [sts, tlsRpt, random] = await Promise.all([
    // RFC 8461 §3.1 (T1), RFC 8460 §3 (R1): the records stand at these names and the domain
    txt("txt", `_mta-sts.${domain}`, ask),
    txt("tls-rpt", `_smtp._tls.${domain}`, ask),
    txt("wildcard", `${randomLabel()}.${domain}`, ask),
  ]);
  const lacks = { sts: isMissing(sts, "sts"), tlsRpt: isMissing(tlsRpt, "tlsRpt") };
  const [found, parent, reportDomains] = await Promise.all([
    search ? searchFor(lacks, domain, ask) : [],
    lacks.sts ? lookAtParent(domain, ask) : undefined,
    lookAtReportDomains(tlsRpt, ask),
  ]);
  // Each right place may hold what belongs to the other one.
  return { sts, tlsRpt, elsewhere: [sts, tlsRpt, ...found], parent, reportDomains, random };
}

/** Whether there is no such record, however wrong; an answer that failed says nothing. */
function isMissing({ name, reply }: SeenTxt, kind: RecordKey): boolean {
  return !isTemporary(reply) && !textsOf(name, reply).some((text) => meantAs(text) === kind);
}

/** Whether anybody wanted to announce a policy, at whatever name. */
export function announcesPolicy({ sts, elsewhere }: SeenRecords): boolean {
  return [sts, ...elsewhere].some(({ name, reply }) => textsOf(name, reply).some((text) => meantAs(text) === "sts"));
}

async function searchFor(
  lacks: Readonly<Record<RecordKey, boolean>>,
  domain: string,
  ask: Asker,
): Promise<readonly SeenTxt[]> {
  const owners = [
    ...(lacks.sts ? wrongOwners("sts", domain) : []),
    ...(lacks.tlsRpt ? wrongOwners("tlsRpt", domain) : []),
  ];
  return await Promise.all(
    [...new Set(owners)].map(async (name) => ({
      name,
      reply: await ask.search<DnsReply<TxtData>>(
        "txt elsewhere",
        async (ports, signal) => await ports.resolveTxt(name, signal),
        noReply,
      ),
    })),
  );
}

async function lookAtParent(domain: string, ask: Asker): Promise<SeenTxt | undefined> {
  const parent = domain.slice(domain.indexOf(".") + 1);
  if (!parent.includes(".") || isPublicSuffix(parent)) return undefined;
  return await txt("txt of the parent", `_mta-sts.${parent}`, ask);
}

async function lookAtReportDomains({ name, reply }: SeenTxt, ask: Asker): Promise<SeenRecords["reportDomains"]> {
  const record = readTlsRptAnswer(toDnsAnswer(name, reply));
  const rua = record.outcome === "record" ? record.value.rua : [];
  const domains = [...new Set(rua.flatMap((uri) => mailtoDomain(uri) ?? []))].slice(0, MAX_REPORT_DOMAINS);
  return await Promise.all(domains.map(async (domain) => ({ domain, takesMail: await takesMail(domain, ask) })));
}

/** Whether a domain takes mail; whatever cannot be known counts as if it did. */
async function takesMail(domain: string, ask: Asker): Promise<boolean> {
  const mx = await ask.mx("mx of a report address", domain);
  if (mx.rcode !== "NOERROR") return mx.rcode !== "NXDOMAIN";
  const exchanges = dataOf(domain, mx);
  // RFC 7505 §3: a null MX; RFC 5321 §5.1: without an MX record, the addresses of the domain itself
  if (exchanges.length > 0) return exchanges.some(({ exchange }) => exchange !== "");
  const address = await ask.address("address of a report address", domain);
  return addressesOf(domain, address).length > 0 || isTemporary(address.ipv4) || isTemporary(address.ipv6);
}

async function txt(step: string, name: string, ask: Asker): Promise<SeenTxt> {
  return { name, reply: await ask.txt(step, name) };
}
