import { readTlsRptAnswer } from "@mtasts/core";
import { mailtoDomain } from "@mtasts/core/checking";
import { isPublicSuffix } from "@mtasts/core/public-suffix";
import { addressesOf, dataOf, isTemporary, textsOf, toDnsAnswer } from "../dns-reading";
import type { Asker } from "./asker";
import { randomLabel } from "./random-label";
import type { SeenRecords, SeenTxt } from "./seen";

/** No domain needs more report addresses; it bounds the queries. */
const MAX_REPORT_DOMAINS = 5;

/** Looks at everything that TXT records can tell. */
export async function lookAtRecords(domain: string, ask: Asker): Promise<SeenRecords> {
  const [sts, tlsRpt, random] = await Promise.all([
    lookAtSts(domain, ask),
    lookAtTlsRpt(domain, ask),
    txt("wildcard", `${randomLabel()}.${domain}`, ask),
  ]);
  return { ...sts, ...tlsRpt, random };
}

type SeenSts = Pick<SeenRecords, "sts" | "elsewhere" | "parent">;
type SeenTlsRpt = Pick<SeenRecords, "tlsRpt" | "oldTlsRpt" | "reportDomains">;

async function lookAtSts(domain: string, ask: Asker): Promise<SeenSts> {
  // RFC 8461 §3.1 (T1): the record stands at _mta-sts and the domain
  const sts = await txt("txt", `_mta-sts.${domain}`, ask);
  if (!isMissing(sts)) return { sts, elsewhere: [], parent: undefined };
  const [elsewhere, parent] = await Promise.all([lookElsewhere(domain, ask), lookAtParent(domain, ask)]);
  return { sts, elsewhere, parent };
}

function isMissing({ name, reply }: SeenTxt): boolean {
  return !isTemporary(reply) && textsOf(name, reply).length === 0;
}

/** Names at which the record has been found by mistake. */
async function lookElsewhere(domain: string, ask: Asker): Promise<readonly SeenTxt[]> {
  const names = [domain, `mta-sts.${domain}`, `_mta_sts.${domain}`, `_mta-sts.${domain}.${domain}`];
  return await Promise.all(
    names.filter((name) => name.length <= 253).map(async (name) => await txt("txt elsewhere", name, ask)),
  );
}

async function lookAtParent(domain: string, ask: Asker): Promise<SeenTxt | undefined> {
  const parent = domain.slice(domain.indexOf(".") + 1);
  if (!parent.includes(".") || isPublicSuffix(parent)) return undefined;
  return await txt("txt of the parent", `_mta-sts.${parent}`, ask);
}

/** The names that drafts of RFC 8460 had. */
const OLD_NAMES = ["_smtp-tlsrpt", "_smtp_tlsrpt"] as const;

async function lookAtTlsRpt(domain: string, ask: Asker): Promise<SeenTlsRpt> {
  const tlsRpt = await txt("tls-rpt", `_smtp._tls.${domain}`, ask);
  const oldNames = isMissing(tlsRpt) ? OLD_NAMES : [];
  const [oldTlsRpt, reportDomains] = await Promise.all([
    Promise.all(oldNames.map(async (name) => await txt("tls-rpt elsewhere", `${name}.${domain}`, ask))),
    lookAtReportDomains(tlsRpt, ask),
  ]);
  return { tlsRpt, oldTlsRpt, reportDomains };
}

async function lookAtReportDomains({ name, reply }: SeenTxt, ask: Asker): Promise<SeenTlsRpt["reportDomains"]> {
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
