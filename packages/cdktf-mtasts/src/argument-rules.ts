import { argumentIssues, type ArgumentRule, type Issue } from "@mtasts/core";
import { dnsRule, hasMethod, portIssues, waitRules } from "@mtasts/core/adapter";
import { Token } from "./framework.js";
import { isRecord } from "./late-values.js";
import type { PolicyHost } from "./ports.js";

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
  announcedIds: checkedByCore,
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
  dns: dnsRule,
  previousDns: {
    accepts: (value) => value === undefined || isPresent(value),
    problem: "must be an object that is there from the start",
    like: "{ dns: route53({ zoneId }) }",
  },
  allowDestroy: trueOrFalse,
  strict: trueOrFalse,
  waitUntilServed: {
    accepts: (value) => value === undefined || isPresent(value),
    problem: "must be an object",
    like: "{ timeoutSeconds: 600 }",
  },
  checks: trueOrFalse,
};

const tlsRptRules = { rua: checkedByCore };

const present = { isRecord: isPresent, isKnown: (text: string) => !Token.isUnresolved(text) };

/** What the compiler finds in TypeScript, and nobody in JavaScript, but for the values that core checks. */
export function wiringIssues(args: unknown, now: number): readonly Issue<string>[] {
  const own = argumentIssues(args, rules);
  if (!isRecord(args)) return own;
  const { tlsRpt, waitUntilServed, host, previousHost, dns, previousDns } = args;
  return [
    ...own,
    ...partIssues("tlsRpt", tlsRpt, tlsRptRules),
    ...partIssues("waitUntilServed", waitUntilServed, waitRules),
    ...portIssues({ host, previousHost, dns, previousDns }, { ...present, now }),
  ];
}

/** Of anything but an object it is already said what it must be. */
function partIssues(name: string, value: unknown, parts: Readonly<Record<string, ArgumentRule>>): readonly Issue[] {
  return isPresent(value) ? argumentIssues(value, parts, [name]) : [];
}

function isPresent(value: unknown): value is Readonly<Record<string, unknown>> {
  return isRecord(value) && !Token.isUnresolved(value);
}
