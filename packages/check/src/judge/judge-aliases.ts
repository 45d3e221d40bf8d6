import { addressAliases, aliasesOf } from "../dns-reading";
import type { Seen } from "../look/seen";
import type { CheckIssue } from "../report";
import { finding } from "./finding";

/** Links of a chain that every sender follows; resolvers and mail servers differ in when they give up after that. */
const MAX_LINKS = 5;

/** Names that lead through a long chain of aliases, each with its length. */
export function judgeAliases({ records, policy }: Seen): readonly CheckIssue[] {
  const chains = [
    ["record", records.sts.name, aliasesOf(records.sts.name, records.sts.reply)],
    ["policy", policy.host, addressAliases(policy.host, policy.address)],
    ["tlsRpt", records.tlsRpt.name, aliasesOf(records.tlsRpt.name, records.tlsRpt.reply)],
  ] as const;
  return chains
    .filter(([, , aliases]) => aliases.length > MAX_LINKS)
    .map(([part, name, aliases]) => {
      const got = `${name}, which leads to ${aliases.at(-1) ?? ""} through ${aliases.length} aliases`;
      return finding({ code: "cname-chain-long", got }, part);
    });
}
