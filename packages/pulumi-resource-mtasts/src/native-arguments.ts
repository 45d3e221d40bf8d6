import { toIssue, type Issue } from "@mtasts/core";
import type { DnsProvider, MtaStsArgs as NativeArgs, PolicyHost } from "pulumi-mtasts";
import { isRecord } from "pulumi-mtasts/remote";
import type { MtaStsArgs } from "./args.js";
import { choices, type Choice } from "./choices.js";

/** The arguments of the native component, and what is wrong with those that only this one has. */
export interface NativeArguments {
  readonly args: NativeArgs;
  readonly issues: readonly Issue[];
}

/** Names become factories. Everything else is the native component's own, and judged by it. */
export function nativeArguments(given: MtaStsArgs): NativeArguments {
  const host = choose("host", given.host, choices.host);
  const previousHost =
    given.previousHost === undefined ? undefined : choose("previousHost", given.previousHost, choices.previousHost);
  const dns = choose("dns", given.dns, choices.dns);
  const previousDns = former(given.previousDns);
  return {
    args: {
      ...given,
      host: host.chosen ?? nowhere,
      previousHost: previousHost?.chosen,
      dns: dns.chosen ?? nobody,
      previousDns: previousDns.chosen,
    },
    issues: [...host.issues, ...(previousHost?.issues ?? []), ...dns.issues, ...previousDns.issues],
  };
}

/** The zone that is left. What is no object is judged by the native component. */
function former(given: MtaStsArgs["previousDns"]): Chosen<NonNullable<NativeArgs["previousDns"]>> {
  if (!isRecord(given)) return { chosen: given as never, issues: [] };
  const { chosen = nobody, issues } = choose("dns", given.dns, choices.dns);
  const placed = issues.map((issue) => ({ ...issue, path: ["previousDns", ...issue.path] }));
  return { chosen: { ...given, dns: chosen }, issues: placed };
}

interface Chosen<T> {
  readonly chosen?: T;
  readonly issues: readonly Issue[];
}

/** The one member that is given. What the member says of its options stands below the member. */
function choose<T extends PolicyHost | DnsProvider>(
  argument: string,
  given: unknown,
  known: Readonly<Record<string, Choice<T>>>,
): Chosen<T> {
  const [example = ""] = Object.values(known).map(({ like }) => like);
  if (!isRecord(given)) {
    const problem = "must be an object that is there from the start: only what it holds may be known later";
    return { issues: [toIssue({ code: "argument-type", got: given, problem, like: example }, [argument])] };
  }
  const members = Object.keys(given).filter((name) => given[name] !== undefined);
  const [name = ""] = members;
  const choice = Object.hasOwn(known, name) ? known[name] : undefined;
  if (members.length !== 1 || choice === undefined) {
    const problem = `must have exactly one of ${Object.keys(known).join(", ")}`;
    const got = members.length === 0 ? {} : { got: members.join(", ") };
    return { issues: [toIssue({ code: "argument-type", ...got, problem, like: example }, [argument])] };
  }
  const issues = choice.issues(given[name]).map((issue) => ({ ...issue, path: [argument, name, ...issue.path] }));
  return issues.length > 0 ? { issues } : { chosen: choice.make(given[name]), issues };
}

/** Stand in for what is refused, so that all else is judged, too. */
const nowhere: PolicyHost = { serve: () => ({ ready: [], nodes: {} }) };
const nobody: DnsProvider = { record: () => undefined };
