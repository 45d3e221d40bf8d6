import { argumentIssues, type ArgumentRule, type Issue } from "@mtasts/core";
import { dnsRule, hasMethod, portIssues, waitRules } from "@mtasts/core/adapter";
import type { PolicyHost } from "./ports.js";
import { isLate, isRecord } from "./late-values.js";

/** What core checks itself, as soon as it is known. */
const checkedByCore: ArgumentRule = { accepts: () => true, problem: "", like: '"example.com"' };

const presentAtOnce = "must be an object that is there from the start: only what it holds may be known later";

const rules: Readonly<Record<string, ArgumentRule>> = {
  domain: checkedByCore,
  mode: checkedByCore,
  mx: checkedByCore,
  maxAge: checkedByCore,
  revision: checkedByCore,
  announcedIds: checkedByCore,
  mxMigration: {
    accepts: (value) => !isLate(value),
    problem: presentAtOnce,
    like: '{ to: ["mail.example.net"] }',
  },
  longestMaxAge: checkedByCore,
  noneSince: checkedByCore,
  // Which records there are must not depend on a late value.
  tlsRpt: {
    accepts: (value) => !isLate(value),
    problem: presentAtOnce,
    like: '{ rua: "mailto:tls-reports@example.com" }',
  },
  host: { accepts: hasMethod("serve"), problem: "must be a policy host", like: "cloudfront()" },
  previousHost: {
    accepts: (value) => value === undefined || (hasMethod("serve")(value) && (value as PolicyHost).ownsName !== true),
    problem:
      "must be a policy host that returns a target: one that publishes the name itself cannot stay beside another",
    like: "cloudfront()",
  },
  dns: dnsRule,
  previousDns: {
    accepts: (value) => value === undefined || isRecord(value),
    problem: presentAtOnce,
    like: "{ dns: route53({ zoneId }) }",
  },
  allowDestroy: trueOrFalse('config.getBoolean("allowDestroy")'),
  strict: trueOrFalse("true"),
  preflight: {
    accepts: (value) => value === undefined || ["off", "warn", "error", "required"].some((mode) => mode === value),
    problem: 'must be "off", "warn", "error" or "required", and known from the start',
    like: '"warn"',
  },
  waitUntilServed: {
    accepts: (value) => value === undefined || isRecord(value),
    problem: "must be an object",
    like: "{ timeoutSeconds: 600 }",
  },
};

const tlsRptRules = { rua: checkedByCore };

const present = { isRecord, isKnown: () => true };

/** What the compiler finds in TypeScript, and nobody in JavaScript, but for the values that core checks. */
export function wiringIssues(args: unknown, now: number): readonly Issue<string>[] {
  const own = argumentIssues(args, rules);
  if (!isRecord(args)) return own;
  const { tlsRpt, waitUntilServed, host, previousHost, dns, previousDns } = args;
  // Of anything else core says what it must be.
  const reports = isRecord(tlsRpt) ? argumentIssues(tlsRpt, tlsRptRules, ["tlsRpt"]) : [];
  const wait = isRecord(waitUntilServed) ? argumentIssues(waitUntilServed, waitRules, ["waitUntilServed"]) : [];
  return [...own, ...reports, ...wait, ...portIssues({ host, previousHost, dns, previousDns }, { ...present, now })];
}

function trueOrFalse(like: string): ArgumentRule {
  return {
    accepts: (value) => value === undefined || typeof value === "boolean",
    problem: "must be true or false, and known from the start",
    like,
  };
}
