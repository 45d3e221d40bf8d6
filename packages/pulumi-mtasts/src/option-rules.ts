import { argumentIssues, type ArgumentRule, type Issue } from "@mtasts/core";
import { nameSuffixRule } from "@mtasts/core/adapter";
import { Resource } from "@pulumi/pulumi";
import { isLate, isRecord } from "./late-values.js";

/** What there is among the options of a policy host or a DNS provider. */
export interface OptionRules {
  /** Texts that must be given, each with an example. */
  readonly texts?: Readonly<Record<string, string>>;
  /** Providers that must be given, each with an example. */
  readonly providers?: Readonly<Record<string, string>>;
  /** Providers that may be given. */
  readonly optionalProviders?: readonly string[];
  /** The children whose arguments can be changed. */
  readonly children?: readonly string[];
  /** Whether the names of its resources take a suffix. */
  readonly nameSuffix?: boolean;
}

/** Everything wrong with the options of a host or a DNS provider, by which the component refuses them with all else. */
export function optionIssues(options: unknown, rules: OptionRules): readonly Issue[] {
  const { texts = {}, providers = {}, optionalProviders = [], children = [], nameSuffix = false } = rules;
  const issues = argumentIssues(options, {
    ...mapValues(texts, text),
    ...mapValues(providers, provider),
    ...Object.fromEntries(optionalProviders.map((name) => [name, optional(provider("awsProvider"))])),
    ...(nameSuffix ? { nameSuffix: nameSuffixRule } : {}),
    ...(children.length === 0 ? {} : { transform: transformRule(children) }),
  });
  const transform = isRecord(options) ? options["transform"] : undefined;
  if (!isRecord(transform)) return issues;
  const functions = Object.fromEntries(children.map((child) => [child, functionRule]));
  return [...issues, ...argumentIssues(transform, functions, ["transform"])];
}

function text(example: string): ArgumentRule {
  return {
    accepts: (value) => isLate(value) || (typeof value === "string" && value !== ""),
    problem: "must be a text that is not empty",
    like: `"${example}"`,
  };
}

function provider(example: string): ArgumentRule {
  return { accepts: (value) => Resource.isInstance(value), problem: "must be a provider resource", like: example };
}

const functionRule: ArgumentRule = optional({
  accepts: (value) => typeof value === "function",
  problem: "must be a function",
  like: "(args) => ({ ...args })",
});

function transformRule([child = ""]: readonly string[]): ArgumentRule {
  return optional({
    accepts: (value) => isRecord(value),
    problem: "must be an object",
    like: `{ ${child}: (args) => ({ ...args }) }`,
  });
}

function optional(rule: ArgumentRule): ArgumentRule {
  return { ...rule, accepts: (value) => value === undefined || rule.accepts(value) };
}

function mapValues(
  values: Readonly<Record<string, string>>,
  rule: (example: string) => ArgumentRule,
): Readonly<Record<string, ArgumentRule>> {
  return Object.fromEntries(Object.entries(values).map(([name, example]) => [name, rule(example)]));
}
