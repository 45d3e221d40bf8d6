import { argumentIssues, type ArgumentRule, type Issue } from "@mtasts/core";
import { impossibleMoves, waitRules, zoneMoveIssues, zoneMoveRules } from "@mtasts/core/adapter";
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

const dnsRule: ArgumentRule = {
  accepts: hasMethod("record"),
  problem: "must be a DNS provider",
  like: "route53({ zoneId })",
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
    accepts: (value) => value === undefined || (isRecord(value) && !Token.isUnresolved(value)),
    problem: "must be an object that is there from the start",
    like: "{ dns: route53({ zoneId }) }",
  },
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

const previousDnsRules = { dns: dnsRule, ...zoneMoveRules };

/** What the compiler finds in TypeScript, and nobody in JavaScript, but for the values that core checks. */
export function wiringIssues(args: unknown, now: number): readonly Issue<string>[] {
  const own = argumentIssues(args, rules);
  if (!isRecord(args)) return own;
  const { tlsRpt, waitUntilServed, host, previousHost, dns, previousDns } = args;
  return [
    ...own,
    ...partIssues("tlsRpt", tlsRpt, tlsRptRules),
    ...partIssues("waitUntilServed", waitUntilServed, waitRules),
    ...optionIssuesOf("host", host),
    ...optionIssuesOf("previousHost", previousHost),
    ...optionIssuesOf("dns", dns),
    ...previousDnsIssues(previousDns, now),
    ...moveIssues({ host, previousHost, dns, previousDns }),
    ...zoneIssues(host, dns),
  ];
}

/** Of anything but an object it is already said what it must be. */
function partIssues(name: string, value: unknown, parts: Readonly<Record<string, ArgumentRule>>): readonly Issue[] {
  return isRecord(value) && !Token.isUnresolved(value) ? argumentIssues(value, parts, [name]) : [];
}

function previousDnsIssues(previousDns: unknown, now: number): readonly Issue[] {
  if (!isRecord(previousDns) || Token.isUnresolved(previousDns)) return [];
  const own = argumentIssues(previousDns, previousDnsRules, ["previousDns"]);
  const options = optionIssuesOf("dns", previousDns["dns"]);
  return [
    ...own,
    ...zoneMoveIssues(previousDns, now),
    ...options.map((issue) => ({ ...issue, path: ["previousDns", ...issue.path] })),
  ];
}

/** What cannot move in one deployment. */
function moveIssues({
  host,
  previousHost,
  dns,
  previousDns,
}: Readonly<Record<string, unknown>>): readonly Issue<string>[] {
  const [now, before] = [partOf<PolicyHost>(host), partOf<PolicyHost>(previousHost)];
  return impossibleMoves({
    ownsName: now.ownsName === true,
    sameHostKind: now.kind !== undefined && now.kind === before.kind,
    keepsFormerHost: isRecord(previousHost),
    dns: partOf<DnsProvider>(dns),
    previousDns: isRecord(previousDns) ? partOf<DnsProvider>(previousDns["dns"]) : undefined,
  });
}

/** A port, of which any part may be missing. */
function partOf<T>(port: unknown): Partial<T> {
  return (isRecord(port) ? port : {}) as Partial<T>;
}

/** What a port says of its own options. */
function optionIssuesOf(argument: "host" | "previousHost" | "dns", port: unknown): readonly Issue[] {
  const { issues = [] } = (isRecord(port) ? port : {}) as Partial<PolicyHost | DnsProvider>;
  return issues.map((issue) => ({ ...issue, path: [argument, ...issue.path] }));
}

function hasMethod(name: string): (value: unknown) => boolean {
  return (value) => isRecord(value) && typeof value[name] === "function";
}
