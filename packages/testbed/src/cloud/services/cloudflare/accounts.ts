/** Which Cloudflare accounts exist. */
export type Accounts = Pick<ReadonlySet<string>, "has">;

/** Every account that has an id: of a program that is tried, whatever it names. */
export const everyAccount: Accounts = { has: (accountId) => accountId !== "" };
