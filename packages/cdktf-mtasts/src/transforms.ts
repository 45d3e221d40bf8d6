import { formatIssue, type PolicySite } from "@mtasts/core";
import { applyTransform, transformIssues, type Draft } from "@mtasts/core/adapter";
import { isRecord } from "./late-values.js";
import type { PolicyHost } from "./ports.js";

/** A child that is about to be created. */
export interface DraftOf<A extends object> extends Draft {
  readonly args: A;
}

/**
 * The arguments to create a child with.
 *
 * @param transforms - The functions among the options, by the names of children.
 * @throws Error where the transform fails, or breaks what the construct relies on. The construct refuses that before it creates
 * anything, so it comes to this only in a program without one, or with a transform that is not a pure function.
 */
export function transformed<A extends object>(transforms: object, { child, option, args }: DraftOf<A>): A {
  const transform: unknown = (transforms as Readonly<Record<string, unknown>>)[option];
  const { args: changed, issues } = applyTransform(child, transform, args, { path: ["transform", option] });
  if (issues.length > 0) throw new Error(issues.map(formatIssue).join("\n"));
  return changed;
}

/** What a policy host says of its transforms before anything is created; nothing where it has none. */
export function judgedTransforms(
  options: unknown,
  drafts: (site: PolicySite | undefined) => readonly Draft[],
): Pick<PolicyHost, "issuesFor"> {
  const transforms = transformsOf(options);
  return transforms === undefined ? {} : { issuesFor: (site) => transformIssues(transforms, drafts(site)) };
}

/** The transforms among options, which may be any value at run time. */
export function transformsOf(options: unknown): object | undefined {
  const transforms = isRecord(options) ? options["transform"] : undefined;
  return isRecord(transforms) ? transforms : undefined;
}

/** Stands for a value that only a resource will give, as an expression does. */
export const UNKNOWN = "${unknown}";
