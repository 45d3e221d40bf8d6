import { formatIssue, type Issue } from "@mtasts/core";
import type { GenerateFlags } from "../commands/generate";

/** How the command line writes what a program writes as an argument. */
const FLAGS: Readonly<Record<string, string>> = {
  domain: "--domain",
  mode: "--mode",
  mx: "--mx",
  maxAge: "--max-age",
  longestMaxAge: "--max-age",
  revision: "--revision",
  tlsRpt: "--rua",
};

/** Advice that shows the code of a program, as it is written here. */
const ADVICE: Readonly<Record<string, string>> = {
  "rollout-no-tlsrpt": "add --rua mailto:tls-reports@example.com, with your own address",
};

/** An issue for the reader of a command line: with the option in place of the argument, and with the value that it was given. */
export function flagText(issue: Issue, flags: Pick<GenerateFlags, "mx" | "provider" | "fromDns">): string {
  const [argument = "", ...rest] = issue.path;
  const option = optionOf(String(argument), flags);
  if (option === undefined) return formatIssue(issue);
  const advice = ADVICE[issue.code];
  const problem = issue.message.split("; ")[0] ?? issue.message;
  const message = (advice === undefined ? issue.message : `${problem}; ${advice}`).replace(/\bmaxAge\b/gu, "--max-age");
  // The message quotes the value, so its place in a list of one is of no use.
  const place = rest.find((part) => typeof part === "number" && part > 0);
  return formatIssue({
    ...issue,
    message,
    path: [place === undefined ? option : `${option} (value ${Number(place) + 1})`],
  });
}

/** The hosts may come from elsewhere than `--mx`. */
function optionOf(
  argument: string,
  { provider, fromDns }: Pick<GenerateFlags, "provider" | "fromDns">,
): string | undefined {
  if (argument === "mx" && fromDns === true) return "--from-dns";
  if (argument === "mx" && provider !== undefined) return "--provider";
  return FLAGS[argument];
}
