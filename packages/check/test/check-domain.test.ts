import { describe, expect, it } from "@jest/globals";
import { formatIssue, type IssueCode } from "@mtasts/core";
import { checkingCatalogue } from "@mtasts/core/checking";
import Ajv from "ajv";
import schema from "../report.schema.json";
import { checkDomain, type Ports } from "../src";
import { dnsIssues } from "./fixtures/dns-issues";
import { fetchIssues } from "./fixtures/fetch-issues";
import { mailIssues } from "./fixtures/mail-issues";
import { misplacedIssues } from "./fixtures/misplaced-issues";
import { DOMAIN, portsOf } from "./harness/world";

const fixtures = [...dnsIssues, ...mailIssues, ...fetchIssues, ...misplacedIssues].map(
  ([world, issues, why, options, verdict]) => [why, { world, issues, options, verdict }] as const,
);

describe("checkDomain", () => {
  it.each(fixtures)("tells of %s", async (_why, { world, issues, options = {}, verdict }) => {
    const { domain = DOMAIN, ...rest } = options;
    const report = await checkDomain(domain, portsOf(world), rest);
    expect(report.issues.map(formatIssue)).toEqual(issues);
    expect(report.verdict).toBe(verdict);
  });

  it.each(Object.keys(checkingCatalogue))("%s has a fixture with its full message", (code) => {
    const lines = fixtures.flatMap(([, { issues }]) => issues);
    expect(lines.filter((line) => line.endsWith(`[${code}]`))).not.toEqual([]);
  });

  it.each(fixtures)("survives JSON: %s", async (_why, { world, options = {} }) => {
    const { domain = DOMAIN, ...rest } = options;
    const report = await checkDomain(domain, portsOf(world), rest);
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  });

  it("tells a mail host without an address from a port 25 that is closed", async () => {
    const { mx } = await checkDomain(DOMAIN, portsOf({ zone: { "mail.bank.example": null } }), { smtp: true });
    expect(mx).toMatchObject({ smtp: "skipped", hosts: [{ smtp: { outcome: "no-address" } }] });
  });

  it.each(fixtures)("keeps to its schema: %s", async (_why, { world, options = {} }) => {
    const { domain = DOMAIN, ...rest } = options;
    const report = await checkDomain(domain, portsOf(world), { smtp: true, ...rest });
    expect(validate(report) === true ? [] : validate.errors).toEqual([]);
  });

  it("tells of some unused patterns, and how many more there are", async () => {
    const patterns = Array.from({ length: 1_000 }, (_, i) => `mx: m${i}.other.example\r\n`).join("");
    const body = `version: STSv1\r\nmode: enforce\r\nmx: mail.bank.example\r\n${patterns}max_age: 2419200\r\n`;
    const { issues } = await checkDomain(DOMAIN, portsOf({ web: { body } }));
    const unused = issues.filter(({ code }) => code === "mx-pattern-unused");
    expect(unused).toHaveLength(21);
    expect(unused.at(-1)?.message).toContain('got "980 more"');
  });

  it("has a schema that is strict: what it does not name, no report has", async () => {
    const strict = new Ajv().compile(closed(schema) as object);
    for (const [, { world, options = {} }] of fixtures) {
      const { domain = DOMAIN, ...rest } = options;
      const report = await checkDomain(domain, portsOf(world), { smtp: true, ...rest });
      expect(strict(report) === true ? [] : strict.errors).toEqual([]);
    }
    const skipped = await checkDomain("no domain", portsOf({}));
    expect(strict(skipped) === true ? [] : strict.errors).toEqual([]);
  });

  it("names the parts of a report, which are public API", async () => {
    const report = await checkDomain(DOMAIN, portsOf({}), { smtp: true });
    expect(shapeOf(report)).toEqual(SHAPE);
  });
});

const validate = new Ajv().compile(schema);

/** The schema without its openness for members to come. */
function closed(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(closed);
  if (typeof part !== "object" || part === null) return part;
  const members = Object.entries(part).map(([name, member]) => [name, closed(member)] as const);
  return { ...Object.fromEntries(members), ...("required" in part ? { additionalProperties: false } : {}) };
}

describe("the domain of a check", () => {
  it.each([
    ["Bank.Example.", "bank.example"],
    [" bank.example\n", "bank.example"],
    ["bücher.example", "xn--bcher-kva.example"],
    ["ＢＡＮＫ.example", "bank.example"],
  ])("%j is %s", async (given, domain) => {
    expect(await checkDomain(given, portsOf({}))).toMatchObject({ given, domain });
  });

  it.each<readonly [string, IssueCode]>([
    ["", "domain-invalid"],
    ["localhost", "domain-single-label"],
    ["192.0.2.1", "domain-ip-address"],
    ["bank..example", "domain-invalid"],
    ["user@bank.example", "domain-invalid"],
    ["https://bank.example/", "domain-invalid"],
    ["\u001b[2Jbank.example", "domain-invalid"],
    [`${"a.".repeat(125)}example`, "domain-too-long"],
  ])("%j is none, and nothing is asked", async (given, code) => {
    const report = await checkDomain(given, noPorts);
    expect(report).toMatchObject({ given, domain: given, verdict: "unknown", timings: [] });
    expect(report.issues).toMatchObject([{ code, path: ["domain"], severity: "error" }]);
    expect(report.issues.map(formatIssue).join("")).not.toMatch(/[^ -~§…]/u);
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  });
});

describe("ports that misbehave", () => {
  const reject = async (): Promise<never> => await Promise.reject(new Error("a bug"));
  const throwNow = (): never => {
    throw new Error("a bug");
  };
  const hang = async (): Promise<never> => await new Promise<never>(() => undefined);

  it.each([
    ["reject", reject],
    ["throw", throwNow],
    ["never come back", hang],
  ])("%s, and the check still ends with a report", async (_what, port) => {
    const ports = { ...portsOf({}), ...Object.fromEntries(PORTS.map((name) => [name, port])) };
    const began = performance.now();
    const report = await checkDomain(DOMAIN, ports, { smtp: true, timeoutMs: 50 });
    expect(performance.now() - began).toBeLessThan(3_000);
    expect(report).toMatchObject({
      verdict: "unknown",
      record: { outcome: "temperror" },
      mx: { outcome: "temperror" },
    });
  });

  it("is told apart from a domain without a policy, one port at a time", async () => {
    for (const name of PORTS) {
      const report = await checkDomain(DOMAIN, { ...portsOf({}), [name]: reject }, { smtp: true });
      expect({ name, verdict: report.verdict }).toEqual({ name, verdict: VERDICTS[name] });
    }
  });
});

const PORTS = ["resolveTxt", "resolveMx", "resolveAddress", "resolveTlsa", "fetchPolicy", "probeSmtp"] as const;

const VERDICTS: Readonly<Record<(typeof PORTS)[number], string>> = {
  resolveTxt: "unknown",
  resolveMx: "enforced",
  resolveAddress: "unknown",
  resolveTlsa: "enforced",
  fetchPolicy: "unknown",
  probeSmtp: "enforced",
};

/** Ports that must not be used. */
const noPorts = new Proxy(portsOf({}), {
  get: (ports, name) => {
    if (name === "clock") return ports.clock;
    throw new Error(`${String(name)} was asked`);
  },
}) satisfies Ports;

/** The names of all members, lists by their first element. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 0 ? [] : [shapeOf(value[0])];
  if (typeof value !== "object" || value === null) return typeof value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, shapeOf(member)]));
}

const CERTIFICATE = {
  names: ["string"],
  issuer: "string",
  validFrom: "string",
  validTo: "string",
  daysLeft: "number",
  fingerprint256: "string",
  isValid: "boolean",
};

const TXT = {
  name: "string",
  outcome: "string",
  rcode: "string",
  aliases: [],
  texts: ["string"],
  ttl: "number",
  dnssec: "string",
};

const SHAPE = {
  version: "number",
  given: "string",
  domain: "string",
  checkedAt: "string",
  verdict: "string",
  record: { ...TXT, id: "string" },
  policy: {
    url: "string",
    host: "string",
    outcome: "string",
    aliases: [],
    addresses: ["string"],
    attempts: [{ address: "string", outcome: "string", durationMs: "number" }],
    status: "number",
    contentType: "string",
    tlsVersion: "string",
    certificate: CERTIFICATE,
    text: "string",
    idOfText: "string",
    policy: { mode: "string", mx: ["string"], maxAge: "number" },
  },
  mx: {
    outcome: "string",
    rcode: "string",
    ttl: "number",
    hosts: [
      {
        host: "string",
        preference: "number",
        coveredBy: "string",
        smtp: { outcome: "string", address: "string", tlsVersion: "string", certificate: CERTIFICATE },
      },
    ],
    smtp: "string",
  },
  tlsRpt: { ...TXT, rua: ["string"] },
  issues: [],
  timings: [{ step: "string", startMs: "number", durationMs: "number" }],
};
