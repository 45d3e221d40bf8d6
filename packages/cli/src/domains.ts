import { meantDomain } from "@mtasts/core/checking";
import { checkDomain, readDomain, type CheckOptions, type CheckReport, type Ports } from "@mtasts/check";
import type { DeploymentIssue, DeployedOutputs } from "@mtasts/core/deployment-outputs";
import { compareWithLive, readDeploymentOutputs } from "@mtasts/core/deployment-outputs";
import { undone, wrongUsage } from "./exit-code";
import { nameOf, readJson, readText } from "./input";
import type { Io } from "./io";

/** More than anybody waits for. */
const MAX_DOMAINS = 100_000;

/** As many names as may be, and remarks. */
const MAX_LIST_BYTES = 33_554_432;

/** Each has some ten lookups and connections under way. */
const CONCURRENCY = 16;

/** A domain as it was found, and where that differs from what was deployed. */
export interface CheckedDomain {
  readonly report: CheckReport;
  readonly differences: readonly DeploymentIssue[];
}

/** The domains of a command line: `-` stands for one name a line of standard input, where `#` begins a remark. */
export async function domainsOf(
  io: Io,
  args: readonly string[],
  onTaken: (given: string, domain: string) => void = () => undefined,
): Promise<readonly string[]> {
  if (args.filter((arg) => arg === "-").length > 1) throw wrongUsage("standard input can be read once only");
  const names: string[] = [];
  for (const arg of args) {
    if (arg !== "-") names.push(arg);
    // One by one: a call takes some hundred thousand arguments, and a list may have more lines.
    else for (const line of (await readText(io, "-", MAX_LIST_BYTES)).split("\n")) names.push(withoutRemark(line));
  }
  const unique = new Map<string, string>();
  for (const name of names) {
    const { domain, isSpelled } = taken(name);
    if (name === "" || unique.has(domain)) continue;
    unique.set(domain, isSpelled ? name : domain);
    if (!isSpelled) onTaken(name, domain);
  }
  if (unique.size > MAX_DOMAINS) throw undone(`more than ${MAX_DOMAINS} domains`);
  return [...unique.values()];
}

function withoutRemark(line: string): string {
  const mark = line.indexOf("#");
  return (mark === -1 ? line : line.slice(0, mark)).trim();
}

/** The domain that a text means. */
interface Taken {
  readonly domain: string;
  /** Whether the text is a spelling of it, or no domain at all, rather than a URL, an address or the name of a record. */
  readonly isSpelled: boolean;
}

function taken(text: string): Taken {
  const spelled = readDomain(text);
  const meant = readDomain(meantDomain(text));
  const domain = meant.ok ? meant.value : text;
  return { domain, isSpelled: !meant.ok || (spelled.ok && spelled.value === domain) };
}

/** What all spellings of a domain have in common. */
function keyOf(name: string): string {
  return taken(name).domain;
}

/** The domain that an argument means; where it is more than a spelling of it, `onTaken` learns of both. */
export function takenDomain(given: string, onTaken: (given: string, domain: string) => void): string {
  const { domain, isSpelled } = taken(given);
  if (isSpelled) return given;
  onTaken(given, domain);
  return domain;
}

/** What the file says was deployed, by domain. @throws Failure where it says nothing of the kind. */
export async function readExpected(io: Io, file: string): Promise<ReadonlyMap<string, DeployedOutputs>> {
  const outputs = readDeploymentOutputs(await readJson(io, file));
  const told = outputs.filter(({ policyId, policyText, records }) => (policyId ?? policyText ?? records) !== undefined);
  if (told.length === 0) {
    throw undone(`${nameOf(file)}: holds no policyId, policyText, policyUrl and records, which the components output`);
  }
  return new Map(told.map((each) => [each.domain, each]));
}

/** What was deployed for one domain. */
export function expectedFor(
  expected: ReadonlyMap<string, DeployedOutputs>,
  domain: string,
  file: string,
): DeployedOutputs {
  const wanted = expected.get(keyOf(domain));
  if (wanted === undefined) throw undone(`${nameOf(file)}: tells nothing about ${domain}`);
  return wanted;
}

/** Where the internet differs from what was deployed; nothing can be said of what could not be seen. */
export function differencesOf(report: CheckReport, wanted: DeployedOutputs | undefined): readonly DeploymentIssue[] {
  if (wanted === undefined || report.verdict === "unknown") return [];
  const { record, policy, tlsRpt } = report;
  const isServed = policy.outcome === "valid" || policy.outcome === "invalid";
  const text = isServed ? policy.text : undefined;
  const rua = tlsRpt.outcome === "record" ? tlsRpt.texts.find((each) => each.startsWith("v=TLSRPTv1")) : undefined;
  return compareWithLive(wanted, {
    ...(record.id === undefined ? {} : { id: record.id }),
    announcements: record.texts.filter((each) => each.startsWith("v=STSv1")),
    ...(text === undefined ? {} : { policyText: text }),
    ...(rua === undefined ? {} : { tlsRpt: rua }),
  });
}

/** How many domains are checked. */
export interface CheckRun {
  readonly ports: Ports;
  readonly options: CheckOptions;
  readonly expected: ReadonlyMap<string, DeployedOutputs>;
  /** Told whenever one is done. */
  readonly onDone: (domain: string) => void;
}

/** Checks all domains, some at a time, and returns them in the order in which they were given. */
export async function checkAll(domains: readonly string[], run: CheckRun): Promise<readonly CheckedDomain[]> {
  const checked: CheckedDomain[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let i = next++; i < domains.length; i = next++) {
      const domain = domains[i] ?? "";
      const report = await checkDomain(domain, run.ports, run.options);
      checked[i] = { report, differences: differencesOf(report, run.expected.get(report.domain)) };
      run.onDone(domain);
    }
  };
  await Promise.all(Array.from({ length: Math.min(CONCURRENCY, domains.length) }, worker));
  return checked;
}
