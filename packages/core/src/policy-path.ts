import { heldTextIssues } from "./catalogue/held-texts";
import { issueOf, type Issue } from "./issue";

/** The paths at which a policy is put by mistake, most seen in public repositories first; without the right one. */
export const WRONG_POLICY_PATHS: readonly string[] = [
  "/mta-sts.txt",
  "/well-known/mta-sts.txt",
  "/.wellknown/mta-sts.txt",
  "/.well-known/mta-sts",
  "/.well-known/mta-sts.txt.txt",
  "/.well-known/mta_sts.txt",
  "/.well-known/mtasts.txt",
  "/_well-known/mta-sts.txt",
];

/** A folder whose name is almost the right one. */
const FOLDER = /^[._]?well[-_ ]?known$/i;

/** A file whose name is almost the right one. */
const FILE = /^_?mta[-_ ]?sts(?:\.txt|\.text|\.md|\.html)*$/i;

/**
 * What is wrong with the path of a policy file, as far as it shows what the file is to become. A file that is called something
 * else altogether may be copied to where it belongs, so nothing is said of it.
 *
 * @param path - With slashes or backslashes, absolute if possible.
 *
 * @example
 * import { policyPathIssue } from "@mtasts/core/checking";
 *
 * const code: string | undefined = policyPathIssue("/srv/www/well-known/mta-sts.txt")?.code; // "policy-file-path"
 */
export function policyPathIssue(path: string): Issue<"policy-file-path"> | undefined {
  const [folder = "", file = ""] = path.split(/[\\/]/).slice(-2);
  const isRightFolder = folder === ".well-known";
  if (isRightFolder && file === "mta-sts.txt") return undefined;
  const isMeant = FILE.test(file) || FOLDER.test(folder);
  if (!isMeant) return undefined;
  // Any folder may be a place to keep the file until it is served.
  const isElsewhere = file === "mta-sts.txt" && !FOLDER.test(folder);
  const fault = { code: "policy-file-path", got: `${folder}/${file}`, ...(isElsewhere ? NOTE : {}) } as const;
  return issueOf(heldTextIssues["policy-file-path"], fault, { path: [], role: "authoring" });
}

const NOTE = { severity: "info" } as const;
