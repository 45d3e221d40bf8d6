import { catalogue, type Issue } from "@mtasts/core";
import * as pulumi from "@pulumi/pulumi";

/** The names of the arguments that are secret, or hold a part that is. */
export async function secretArguments(args: object): Promise<readonly string[]> {
  const flags = await Promise.all(
    Object.entries(args).map(async ([name, value]) => ((await isSecret(value)) ? [name] : [])),
  );
  return flags.flat();
}

/**
 * The same issues, none of which tells a secret value. One secret host hides what is said of the others, too: which of them
 * it repeats would tell it.
 */
export function withoutSecrets(issues: readonly Issue[], secrets: readonly string[]): readonly Issue[] {
  const hidden = new Set(secrets.flatMap((name) => (reckoned.includes(name) ? reckoned : [name])));
  // An id is a hash of most arguments.
  const isHidden = ({ code, path }: Issue): boolean =>
    hidden.has(String(path[0])) || (code === "id-reused" && secrets.length > 0);
  return issues.map((issue) => (isHidden(issue) ? withoutValue(issue) : issue));
}

/** These are added up, and a message about one of them may tell the sum. */
const reckoned = ["maxAge", "revision", "announcedIds", "mxMigration", "longestMaxAge", "noneSince", "allowDestroy"];

function withoutValue(issue: Issue): Issue {
  const { summary, advice } = catalogue[issue.code];
  return { ...issue, message: `${summary}, got [secret]; ${advice}` };
}

async function isSecret(value: unknown): Promise<boolean> {
  // What fails is told of elsewhere.
  return await pulumi.isSecret(pulumi.output(value)).catch(() => false);
}
