import { matchesMx, parsePolicy, parseStsRecord, parseTlsRptRecord, type Parsed } from "@mtasts/core";
import type { Case, Difference, Verdict } from "./case.js";
import type { MoxAnswer } from "./oracle.js";

/** What core makes of a case. */
export function coreVerdict(one: Case): Verdict {
  switch (one.kind) {
    case "policy": {
      const policy = parsePolicy(Buffer.from(one.octets, "latin1"));
      return verdict(policy, ({ mode, mx, maxAge }) => [mode, mx.map(lowerCase), maxAge]);
    }
    case "sts":
      return verdict(parseStsRecord(one.octets), ({ id }) => id);
    case "tlsrpt":
      return verdict(parseTlsRptRecord(one.octets), ({ rua }) => rua);
    case "mx":
      return { accepted: matchesMx(one.host, [one.pattern]), value: "", reasons: [] };
  }
}

/** What mox makes of a case, in the terms of core. */
export function moxVerdict(one: Case, answer: MoxAnswer): Verdict {
  const reasons = answer.error === undefined ? [] : [answer.error];
  return { accepted: answer.ok, value: answer.ok ? JSON.stringify(valueOf(one, answer)) : "", reasons };
}

/** The difference between the two, if there is one. */
export function compare(one: Case, core: Verdict, mox: Verdict): Difference | undefined {
  const isSame = core.accepted === mox.accepted && (one.kind === "mx" || core.value === mox.value);
  return isSame ? undefined : { one, core, mox };
}

function valueOf(one: Case, { mode, mx = [], maxAge = 0, id, rua = [] }: MoxAnswer): unknown {
  switch (one.kind) {
    case "policy":
      return [mode, mx, maxAge];
    case "sts":
      return id;
    case "tlsrpt":
      return rua;
    case "mx":
      return null;
  }
}

function verdict<T>(result: Parsed<T>, valueOf: (value: T) => unknown): Verdict {
  if (!result.ok) return { accepted: false, value: "", reasons: [...new Set(result.issues.map(({ code }) => code))] };
  return { accepted: true, value: JSON.stringify(valueOf(result.value)), reasons: [] };
}

function lowerCase(name: string): string {
  return name.toLowerCase();
}
