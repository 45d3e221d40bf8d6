import { toIssue, type Fault, type Issue, type Parsed, type Selected } from "./issue";

/** How one kind of record is found among the TXT records of its name. */
export interface Selection<T> {
  /** What a record must begin with to be counted. */
  readonly prefix: string;
  readonly parse: (text: string) => Parsed<T>;
  readonly missing: Fault["code"];
  readonly several: Fault["code"];
  /** Raised for records of other kinds at the name; left out where they do no harm. */
  readonly unrelated?: Fault["code"];
}

/** Applies the rules for several records and several character-strings, which both kinds of record share. */
export function selectRecord<T>(rrset: readonly (readonly string[])[], selection: Selection<T>): Selected<T> {
  // RFC 8461 §3.1, RFC 8460 §3 (T12, R7): the strings of a record are joined without spaces before anything is looked at
  const texts = rrset.map((strings) => strings.join(""));
  // UNCLEAR RFC 8461 §3.1: the literal prefix is demanded where several records are there; one alone is only parsed
  const candidates = texts.length === 1 ? texts : texts.filter((text) => text.startsWith(selection.prefix));
  const [text] = candidates;
  if (text === undefined) return none([toIssue({ code: selection.missing }, []), ...spfIssues(texts)]);
  if (candidates.length > 1) return none([toIssue({ code: selection.several }, []), ...spfIssues(texts)]);

  const record = selection.parse(text);
  if (!record.ok) return none([...record.issues, ...spfIssues(texts.filter((other) => other !== text))]);
  const spf = spfIssues(texts);
  const hasOthers = texts.length > 1 + spf.length && selection.unrelated !== undefined;
  const others = hasOthers ? [toIssue({ code: selection.unrelated }, [])] : [];
  return { outcome: "record", value: record.value, issues: [...record.warnings, ...others, ...spf] };
}

/** One record of SPF at such a name shows a wildcard or a wrong name, so it is told apart from other strangers. */
function spfIssues(texts: readonly string[]): readonly Issue[] {
  const spf = texts.find((text) => text.startsWith("v=spf1"));
  return spf === undefined ? [] : [toIssue({ code: "txt-spf-at-name", got: spf }, [])];
}

function none(issues: readonly Issue[]): { readonly outcome: "none"; readonly issues: readonly Issue[] } {
  return { outcome: "none", issues };
}
