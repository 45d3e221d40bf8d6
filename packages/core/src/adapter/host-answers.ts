import type { PolicySite } from "../plan";
import { isObject } from "../late-value";

/** A fault in what a policy host returns from `issuesFor`. */
export interface AnswerFault {
  readonly problem: string;
  readonly got: unknown;
  readonly write: string;
}

/**
 * What is wrong with the answers of a policy host's `issuesFor`, which the component asks before it creates anything: for a policy
 * that is not known yet, and for each of these sites, which a host without transforms must be able to serve.
 *
 * @returns one fault at most per question; nothing for a host that has no such method
 */
export function issuesForFaults(host: object, sites: readonly PolicySite[]): readonly AnswerFault[] {
  if (!("issuesFor" in host)) return [];
  return [undefined, ...sites].flatMap((site) => faultOf(host, site) ?? []);
}

function faultOf(host: object, site: PolicySite | undefined): AnswerFault | undefined {
  const { issuesFor } = host as { readonly issuesFor: unknown };
  if (typeof issuesFor !== "function") {
    return { problem: "is not a function", got: typeof issuesFor, write: "write a method, or leave it out" };
  }
  const asked = site === undefined ? "where the policy is not known yet" : "for a policy";
  let answer: unknown;
  try {
    answer = (issuesFor as (given: PolicySite | undefined) => unknown).call(host, site);
  } catch (error) {
    const got = error instanceof Error ? error.message : String(error);
    return { problem: `throws ${asked}`, got, write: "return an issue for what is wrong" };
  }
  if (!Array.isArray(answer) || !answer.every(isIssue)) {
    const write = "return an array of { code, severity, path, message }, empty if nothing is wrong";
    return { problem: `does not return issues ${asked}`, got: answer, write };
  }
  const [error] = answer.filter(({ severity }) => severity === "error");
  if (error === undefined) return undefined;
  const write = "refuse only what cannot be served";
  return { problem: `refuses every deployment ${asked}`, got: error.message, write };
}

function isIssue(value: unknown): value is { readonly severity: string; readonly message: string } {
  if (!isObject(value)) return false;
  const { code, severity, path, message } = value;
  return [code, severity, message].every((text) => typeof text === "string") && Array.isArray(path);
}
