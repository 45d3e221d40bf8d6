import type { IssueCode } from "../catalogue";
import { heldTextIssues } from "../catalogue/held-texts";
import { liveDnsIssues } from "../catalogue/live-dns";
import { issueOf, toIssue, type Issue } from "../issue";
import { lintStsRecord, lintTlsRptRecord } from "../lint-records";
import { meantAs, type RecordKey } from "../misplaced";
import type { HeldRecord, HeldRecords } from "./held-records";

/** An issue of a record, or of a file, that a person holds. */
export type HeldIssue = Issue<IssueCode | keyof typeof heldTextIssues | "tlsrpt-wrong-owner">;

/** A record and what was found about it. */
export interface LintedRecord {
  readonly record: HeldRecord;
  readonly issues: readonly HeldIssue[];
}

const RIGHT = { sts: "_mta-sts", tlsRpt: "_smtp._tls" } as const;

/**
 * Every record of this kind in what a person holds, with everything that can be found about it. Records of other kinds count
 * only where they share its name.
 *
 * @param domain - The policy domain, if it is known.
 *
 * @example
 * import { lintHeldRecords, readRecords } from "@mtasts/core/checking";
 *
 * const linted = lintHeldRecords("sts", readRecords('"v=STSv1; id=1;"\n"v=STSv1; id=2;"'));
 * const codes: readonly string[] = linted.flatMap(({ issues }) => issues.map(({ code }) => code)); // txt-multiple-records
 */
export function lintHeldRecords(kind: RecordKey, held: HeldRecords, domain?: string): readonly LintedRecord[] {
  const sets = new Map<string, HeldRecord[]>();
  const owners = new Map(held.aliases.map(({ owner, target }) => [target, owner] as const));
  for (const record of held.records) {
    const owner = record.owner === undefined ? undefined : firstAlias(record.owner, owners);
    const known = owner === undefined ? record : { ...record, owner };
    const set = sets.get(owner ?? "");
    if (set === undefined) sets.set(owner ?? "", [known]);
    else set.push(known);
  }
  return [...sets.values()].flatMap((set) => lintSet(kind, set, { isAnswer: held.isAnswer, domain }));
}

/** The name that was asked for: aliases are followed back, a circle as far as it is new. */
function firstAlias(owner: string, owners: ReadonlyMap<string, string>): string {
  let name = owner;
  for (let left = MAX_ALIASES; left > 0; left--) {
    const alias = owners.get(name);
    if (alias === undefined) return name;
    name = alias;
  }
  return owner;
}

const MAX_ALIASES = 10;

interface Known {
  readonly isAnswer: boolean;
  readonly domain: string | undefined;
}

function lintSet(kind: RecordKey, set: readonly HeldRecord[], known: Known): readonly LintedRecord[] {
  const meant = set.filter(({ text }) => meantAs(text) === kind);
  const isRightName = set[0]?.owner === undefined || isAt(set[0].owner, RIGHT[kind]);
  const others = isRightName ? set.filter(({ text }) => meantAs(text) !== kind) : [];
  return [
    ...meant.map((record, i) => ({
      record,
      issues: [...(i === 1 ? [several(kind)] : []), ...lintOne(kind, record, known)],
    })),
    ...others.flatMap((record) => lintOther(kind, record, meant.length > 0)),
  ];
}

function several(kind: RecordKey): HeldIssue {
  return toIssue({ code: kind === "sts" ? "txt-multiple-records" : "tlsrpt-multiple-records" }, []);
}

/** A record beside the one that counts, or in its place. */
function lintOther(kind: RecordKey, record: HeldRecord, isBeside: boolean): readonly LintedRecord[] {
  const got = record.text;
  if (got.startsWith("v=spf1")) return [{ record, issues: [toIssue({ code: "txt-spf-at-name", got }, [])] }];
  if (isBeside)
    return kind === "sts" ? [{ record, issues: [toIssue({ code: "txt-unrelated-records", got }, [])] }] : [];
  return [{ record, issues: kind === "sts" ? lintStsRecord(got) : lintTlsRptRecord(got) }];
}

function lintOne(kind: RecordKey, record: HeldRecord, { isAnswer, domain }: Known): readonly HeldIssue[] {
  const { owner, ttl, text } = record;
  const named = owner === undefined || !isAt(owner, RIGHT[kind]) ? undefined : owner.slice(RIGHT[kind].length + 1);
  const policyDomain = domain ?? (named === "" ? undefined : named);
  // What is left of a TTL in a cache says nothing about the TTL.
  const options = {
    ...(policyDomain === undefined ? {} : { domain: policyDomain }),
    ...(ttl === undefined || isAnswer ? {} : { ttl }),
  };
  const issues = kind === "sts" ? lintStsRecord(text, options) : lintTlsRptRecord(text, options);
  const cut = record.isCut === true ? [issueOf(heldTextIssues["txt-cut-by-comment"], CUT, AUTHORING)] : [];
  return [...cut, ...ownerIssues(kind, owner, domain), ...issues];
}

const CUT = { code: "txt-cut-by-comment" } as const;
const AUTHORING = { path: [], role: "authoring" } as const;

function ownerIssues(kind: RecordKey, owner: string | undefined, domain: string | undefined): readonly HeldIssue[] {
  if (owner === undefined || isRight(owner, RIGHT[kind], domain)) return [];
  const write = domain === undefined ? {} : { write: `${RIGHT[kind]}.${domain}` };
  const fault = { got: owner, ...write };
  if (kind === "sts") return [toIssue({ code: "txt-wrong-owner", ...fault }, [])];
  if (/^_smtp[-_]tlsrpt(?:\.|$)/.test(owner)) return [toIssue({ code: "tlsrpt-old-name", ...fault }, [])];
  return [issueOf(liveDnsIssues["tlsrpt-wrong-owner"], { code: "tlsrpt-wrong-owner", ...fault }, AUTHORING)];
}

function isAt(owner: string, right: string): boolean {
  return owner === right || owner.startsWith(`${right}.`);
}

/** A relative name is right if nothing follows: its zone is not known. */
function isRight(owner: string, right: string, domain: string | undefined): boolean {
  if (owner === right) return true;
  if (domain !== undefined) return owner === `${right}.${domain}`;
  if (!owner.startsWith(`${right}.`)) return false;
  const rest = owner.slice(right.length + 1);
  const half = rest.slice(0, Math.floor(rest.length / 2));
  return !rest.startsWith("mta-sts.") && !(half.includes(".") && rest === `${half}.${half}`);
}
