import { readDomain } from "./domain-name";
import { judge } from "./judge/judge";
import { within } from "./judge/finding";
import { Asker } from "./look/asker";
import { lookAtMail } from "./look/look-at-mail";
import { lookAtPolicy } from "./look/look-at-policy";
import { announcesPolicy, lookAtRecords } from "./look/look-at-records";
import type { CheckOptions } from "./options";
import type { Ports } from "./ports";
import type { CheckIssue, CheckReport, TxtReport } from "./report";
import { Run } from "./run";

const TIMEOUT_MS = 60_000;

/**
 * What a sending mail server would conclude about the domain, and why. Never rejects: whatever fails is part of the report. All
 * that can run at once does, so that it takes as long as the longest chain of round trips: name, connection, TLS, file.
 *
 * @example
 * import { formatIssues } from "@mtasts/core";
 * import { checkDomain } from "@mtasts/check";
 * import { nodePorts } from "@mtasts/check/node";
 *
 * export async function tell(domain: string): Promise<string> {
 *   const { verdict, issues } = await checkDomain(domain, nodePorts(), { smtp: true });
 *   return `${verdict}\n${formatIssues(issues)}`;
 * }
 */
export async function checkDomain(given: string, ports: Ports, options: CheckOptions = {}): Promise<CheckReport> {
  const now = ports.clock.now();
  const domain = readDomain(given);
  const base = { version: 1, given, checkedAt: new Date(now).toISOString() } as const;
  if (!domain.ok) return { ...base, ...skipped(given, within("domain", domain.issues)) };
  const name = domain.value;
  const run = new Run(ports.clock, options.timeoutMs ?? TIMEOUT_MS);
  try {
    const ask = new Asker(ports, run);
    const { smtp = false, search = true } = options;
    const looked = lookAtRecords(name, ask, search);
    const isWanted = looked.then((records) => search && announcesPolicy(records));
    const [records, policy, mail] = await Promise.all([
      looked,
      lookAtPolicy(name, ask, isWanted),
      lookAtMail(name, ask, smtp),
    ]);
    const isCutShort = run.isOver;
    const { nameServers = [] } = ports;
    const { expectedText } = options;
    const seen = { domain: name, now, records, policy, mail, nameServers, expectedText, isCutShort };
    return { ...base, domain: name, ...judge(seen), timings: run.timings };
  } finally {
    run.end();
  }
}

/** The report on what is no domain: nothing is asked. */
function skipped(given: string, issues: readonly CheckIssue[]): Omit<CheckReport, "version" | "given" | "checkedAt"> {
  const txt: TxtReport = { name: "", outcome: "skipped", rcode: "", aliases: [], texts: [], dnssec: "unknown" };
  return {
    domain: given,
    verdict: "unknown",
    record: txt,
    policy: { url: "", host: "", outcome: "skipped", aliases: [], addresses: [], attempts: [] },
    mx: { outcome: "skipped", rcode: "", hosts: [], smtp: "skipped" },
    tlsRpt: txt,
    issues,
    timings: [],
  };
}
