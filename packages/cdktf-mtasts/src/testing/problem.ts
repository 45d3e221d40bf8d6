/** What a DNS provider or a policy host is held to. */
export type ConformanceRule =
  | "child-name"
  | "child-name-derived"
  | "child-unexpected"
  | "content-type"
  | "depends-on"
  | "dns-key"
  | "final-dot"
  | "host-name"
  | "host-record"
  | "issues-for"
  | "nodes-key"
  | "parent"
  | "path"
  | "policy-bytes"
  | "policy-missing"
  | "protect"
  | "protect-unasked"
  | "ready"
  | "record-missing"
  | "record-name"
  | "record-quoting"
  | "record-ttl"
  | "record-type"
  | "record-value"
  | "target"
  | "throws";

/** One rule that an implementation breaks, and all children that show it. */
export interface ConformanceProblem {
  readonly rule: ConformanceRule;
  /** What shows it: keys of children, or `target` and `ready`. Empty where it is the whole. */
  readonly at: readonly string[];
  /** Where, what is wrong, what was got, and what to write instead. */
  readonly message: string;
}

/** What a check cannot find out by itself. */
export interface ConformanceOptions {
  /**
   * That the implementation creates nothing on purpose, as where a zone is kept by hand and where somebody else hosts.
   *
   * @default false, and an implementation that creates nothing fails
   */
  readonly createsNothing?: boolean;
}

/** One observation, before those of the same rule are put together. */
export interface Finding {
  readonly rule: ConformanceRule;
  readonly at?: string;
  readonly problem: string;
  readonly got?: unknown;
  readonly write: string;
}

/** One problem for each rule, in the order in which the rules were first broken. */
export function problemsOf(findings: readonly Finding[]): readonly ConformanceProblem[] {
  return [...new Set(findings.map(({ rule }) => rule))].map((rule) => {
    const same = findings.filter((finding) => finding.rule === rule);
    const at = [...new Set(same.flatMap((finding) => finding.at ?? []))];
    const [first] = same;
    return { rule, at, message: first === undefined ? "" : messageOf(first, at) };
  });
}

function messageOf(finding: Finding, at: readonly string[]): string {
  const place = at.length === 0 ? "" : `${at.join(", ")}: `;
  const got = "got" in finding ? `, got ${finding.got === undefined ? "nothing" : JSON.stringify(finding.got)}` : "";
  return `${place}${finding.problem}${got}; ${finding.write}`;
}
