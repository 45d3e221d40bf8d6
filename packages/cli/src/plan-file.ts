import { formatIssue } from "@mtasts/core";
import { unreadablePlan } from "@mtasts/core/plan-check";
import { isFailure, undone } from "./exit-code";
import { MAX_JSON_BYTES, nameOf, NO_TEXT, readText, tooLarge } from "./input";
import type { Io } from "./io";

/**
 * The JSON of a plan, from a file or from standard input for `-`.
 *
 * @throws Failure in one line, with the code and the remedy where the file is not a whole plan.
 */
export async function readPlanFile(io: Io, name: string): Promise<unknown> {
  const text = await readText(io, name, MAX_JSON_BYTES).catch((error: unknown) => {
    throw (isFailure(error) ? noPlan(name, error.message) : undefined) ?? error;
  });
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw undone(formatIssue(unreadablePlan(nameOf(name), problemOf(text))));
  }
}

/** A saved plan is no text, and nothing of this size is a plan: what a plan is made with, helps. */
function noPlan(name: string, message: string): Error | undefined {
  const problems = [`${NO_TEXT}: a saved plan has to be converted`, tooLarge(MAX_JSON_BYTES)];
  const problem = problems.find((one) => message === `${nameOf(name)}: ${one.split(": ")[0] ?? ""}`);
  return problem === undefined ? undefined : undone(formatIssue(unreadablePlan(nameOf(name), problem)));
}

/** What is wrong with the text, in a few words; a pipe that breaks leaves a file that ends early. */
function problemOf(text: string): string {
  const start = text.trimStart().slice(0, 1);
  if (start === "") return "is no JSON: the file is empty";
  if (start !== "{") return "is no JSON: a plan begins with {, and a saved plan has to be converted";
  return /\}\s*$/.test(text.slice(-64)) ? "is no JSON" : "is no JSON: it ends early";
}
