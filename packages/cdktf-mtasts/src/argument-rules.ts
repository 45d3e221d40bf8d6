import { argumentIssues, type ArgumentRule, type Issue } from "@mtasts/core";
import { waitRules } from "@mtasts/core/adapter";
import { Token } from "./framework.js";
import { isRecord } from "./late-values.js";
import type { DnsProvider, PolicyHost } from "./ports.js";
import { zoneIssues } from "./zone-issues.js";

/** What core checks itself. */
const checkedByCore: ArgumentRule = { accepts: () => true, problem: "", like: '"example.com"' };

const trueOrFalse: ArgumentRule = {
  accepts: (value) => value === undefined || typeof value === "boolean",
  problem: "must be true or false, and known from the start",
  like: "true",
};

const rules: Readonly<Record<string, ArgumentRule>> = {
  domain: checkedByCore,
  mode: checkedByCore,
  mx: checkedByCore,
  maxAge: checkedByCore,
  revision: checkedByCore,
  mxMigration: checkedByCore,
  longestMaxAge: checkedByCore,
  noneSince: checkedByCore,
  tlsRpt: checkedByCore,
  host: { accepts: hasMethod("serve"), problem: "must be a policy host", like: "cloudfront()" },
  previousHost: {
    accepts: (value) => value === undefined || (hasMethod("serve")(value) && (value as PolicyHost).ownsName !== true),
    problem:
      "must be a policy host that returns a target: one that publishes the name itself cannot stay beside another",
    like: "cloudfront()",
  },
  dns: { accepts: hasMethod("record"), problem: "must be a DNS provider", like: "route53({ zoneId })" },
  allowDestroy: trueOrFalse,
  strict: trueOrFalse,
  waitUntilServed: {
    accepts: (value) => value === undefined || (isRecord(value) && !Token.isUnresolved(value)),
    problem: "must be an object",
    like: "{ timeoutSeconds: 600 }",
  },
  checks: trueOrFalse,
};

const tlsRptRules = { rua: checkedByCore };

/** What the compiler finds in TypeScript, and nobody in JavaScript, but for the values that core checks. */
export function wiringIssues(args: unknown): readonly Issue[] {
  const own = argumentIssues(args, rules);
  if (!isRecord(args)) return own;
  const { tlsRpt, waitUntilServed, host, previousHost, dns } = args;
  return [
    ...own,
    ...partIssues("tlsRpt", tlsRpt, tlsRptRules),
    ...partIssues("waitUntilServed", waitUntilServed, waitRules),
    ...optionIssuesOf("host", host),
    ...optionIssuesOf("previousHost", previousHost),
    ...optionIssuesOf("dns", dns),
    ...zoneIssues(host, dns),
  ];
}

/** Of anything but an object it is already said what it must be. */
function partIssues(name: string, value: unknown, parts: Readonly<Record<string, ArgumentRule>>): readonly Issue[] {
  return isRecord(value) && !Token.isUnresolved(value) ? argumentIssues(value, parts, [name]) : [];
}

/** What a port says of its own options. */
function optionIssuesOf(argument: "host" | "previousHost" | "dns", port: unknown): readonly Issue[] {
  const { issues = [] } = (isRecord(port) ? port : {}) as Partial<PolicyHost | DnsProvider>;
  return issues.map((issue) => ({ ...issue, path: [argument, ...issue.path] }));
}

function hasMethod(name: string): (value: unknown) => boolean {
  return (value) => isRecord(value) && typeof value[name] === "function";
}
