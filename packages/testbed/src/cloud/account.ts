import { type Context } from "./resource-type.js";

/** Whose AWS account a provider works in that assumes no role. */
export const defaultAccount = "123456789012";

/** The AWS account on whose behalf a provider acts: that of the role it assumes, or else the default one. */
export function accountOf({ settings, runtime }: Pick<Context, "settings" | "runtime">): string {
  return settings.account ?? runtime.account;
}

/** The account in the ARN of an IAM role; undefined where the text is not one. */
export function accountOfRole(roleArn: string): string | undefined {
  return /^arn:[\w-]+:iam::(\d{12}):role\/\S+$/.exec(roleArn)?.[1];
}

/** What the provider says when its credentials belong to an account that its configuration rules out. */
export function accountProblem(
  account: string,
  { allowed, forbidden }: { readonly allowed: readonly string[]; readonly forbidden: readonly string[] },
): readonly string[] {
  const refused = forbidden.includes(account) || (allowed.length > 0 && !allowed.includes(account));
  return refused ? [`AWS account ID not allowed: ${account}`] : [];
}
