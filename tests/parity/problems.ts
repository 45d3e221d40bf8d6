import type { World } from "./twin";

type Make = (world: World) => unknown;

const right = { domain: "example.com", mx: ["mail.example.com"], tlsRpt: { rua: "mailto:tls-reports@example.org" } };

/** Right arguments but for these. */
function mail(wrong: object): Make {
  return ({ external, manualDns }) => ({
    ...right,
    host: external({ target: "policies.provider.example" }),
    dns: manualDns(),
    ...wrong,
  });
}

/** Right arguments but for these ports. */
function ports(make: (world: World) => object): Make {
  return (world) => ({ ...(mail({})(world) as object), ...make(world) });
}

/** One program for each value of an argument. */
function values(name: string, wrong: readonly unknown[]): Readonly<Record<string, Make>> {
  return Object.fromEntries(wrong.map((value, i) => [`${name} ${i}: ${show(value)}`, mail({ [name]: value })]));
}

function show(value: unknown): string {
  if (typeof value === "function") return "a function";
  const text = JSON.stringify([value]).slice(1, -1);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

const label63 = "a".repeat(63);
const account = { accountId: "01a7362d577a6c3019a474fd6f485823", zoneId: "023e105f4ecef8ad9ca31a8372d0c353" };

const wrongArguments = {
  ...values("domain", [
    undefined,
    null,
    7,
    "",
    " ",
    "example.com.",
    ".example.com",
    "example..com",
    "-a.example.com",
    "localhost",
    "192.0.2.1",
    "[2001:db8::1]",
    "bücher.example",
    "*.example.com",
    "https://example.com",
    "postmaster@example.com",
    "example.com\n",
    "exam ple.com",
    `${"a".repeat(64)}.example.com`,
    `${label63}.${label63}.${label63}.${label63}.example`,
    "${var.domain}",
    "%{ if true }example.com%{ endif }",
    "${TfToken[TOKEN.3]}",
    ["example.com"],
  ]),
  ...values("mode", [null, true, "", "enforced", "TESTING", "${var.mode}", ["enforce"]]),
  ...values("mx", [
    undefined,
    null,
    [],
    "mail.example.com",
    [""],
    ["*"],
    ["*."],
    ["mx*.example.com"],
    ["*.*.example.com"],
    ["mail.*.example.com"],
    ["mail.example.com."],
    ["mail.example.com", 7],
    ["mail.example.com", null],
    ["192.0.2.1"],
    ["_mail.example.com"],
    ["mail.example.com,mail.example.net"],
    ["mail.exämple.com"],
    ["mail.example.com", "${var.mx}"],
    { 0: "mail.example.com" },
    [["mail.example.com"]],
    Array.from({ length: 3000 }, (_, i) => `mx-${i}.a-name-that-takes-some-room.example.com`),
  ]),
  ...values("maxAge", [null, -1, 1.5, NaN, Infinity, "86400", "", 31_557_601, 1e300, -1.8881545897087503e289, true]),
  ...values("revision", [null, -1, 0.5, NaN, "1", 31_557_600, 1e300, false]),
  ...values("mxMigration", [
    null,
    true,
    "mail.example.net",
    [],
    {},
    { to: [] },
    { to: "mail.example.net" },
    { to: ["mail.example.net", 7] },
    { to: ["mx*.example.net"] },
    { to: ["${var.mx}"] },
    { to: ["mail.example.net"], announcedSince: "2024-03-01" },
    { to: ["mail.example.net"], announcedSince: 1_709_294_400 },
    { to: ["mail.example.net"], announcedSince: "9999-01-01T00:00:00Z" },
    { to: ["mail.example.net"], movedSince: "${var.moved}" },
    { to: ["mail.example.net"], movedSince: "9999-01-01T00:00:00Z" },
    { to: ["mail.example.net"], mxTtl: "3600" },
    { to: ["mail.example.net"], mxTtl: 0.5 },
    { to: ["mail.example.net"], narrow: "yes" },
    { to: ["mail.example.net"], narrow: true },
    { to: ["mail.example.net"], narrow: true, movedSince: "2024-02-30T00:00:00Z" },
    { to: ["mail.example.net"], movedsince: "2024-03-01T12:00:00Z" },
  ]),
  ...values("longestMaxAge", [null, -1, 0.5, "2419200", 31_557_601, 1e300]),
  ...values("noneSince", [null, 7, "yesterday", "2024-03-01T12:00:00Z", "${var.since}"]),
  ...values("tlsRpt", [
    null,
    true,
    "mailto:tls-reports@example.org",
    [],
    {},
    { rua: undefined },
    { rua: [] },
    { rua: "" },
    { rua: 7 },
    { rua: "tls-reports@example.org" },
    { rua: "http://example.org/reports" },
    { rua: "mailto:" },
    { rua: "mailto:tls reports@example.org" },
    { rua: "mailto:a;b@example.org" },
    { rua: "mailto:a@example.org!10m" },
    { rua: "mailto:a@example.org,mailto:b@example.org" },
    { rua: ["mailto:a@example.org", 7] },
    { rua: ["mailto:a@example.org", "ftp://example.org"] },
    { rua: "mailto:${var.name}@example.org" },
    { rua: "mailto:a@example.org", ruf: "mailto:a@example.org" },
  ]),
  ...values("allowDestroy", [null, "false", 0, {}]),
  ...values("waitUntilServed", [
    null,
    600,
    [],
    {},
    { timeoutSeconds: 0 },
    { timeoutSeconds: 1.5 },
    { timeoutSeconds: "600" },
    { timeoutSeconds: 86_401 },
    { timeoutSeconds: 600, interval: 5 },
  ]),
  ...values("host", [undefined, null, "cloudfront", () => undefined, {}, { serve: true }]),
  ...values("dns", [undefined, null, "route53", () => undefined, {}, { record: "TXT" }]),
};

/** A transform that changes these arguments. */
function changing(change: object): (args: object) => object {
  return (args) => ({ ...args, ...change });
}

const wrongOptions: Readonly<Record<string, Make>> = {
  "a host that is not called": ports(({ cloudfront, route53 }) => ({ host: cloudfront, dns: route53 })),
  "route53()": ports(({ route53 }) => ({ dns: route53() })),
  "route53({})": ports(({ route53 }) => ({ dns: route53({}) })),
  "route53 without a zone's id": ports(({ route53 }) => ({ dns: route53({ zoneId: "" }) })),
  "route53 with a zone's name": ports(({ route53 }) => ({ dns: route53({ zone: "example.com" }) })),
  "route53 with a number": ports(({ route53 }) => ({ dns: route53({ zoneId: 7 }) })),
  "route53 with the name of a provider": ports(({ route53 }) => ({ dns: route53({ zoneId: "Z1", provider: "aws" }) })),
  "route53 with a transform that is none": ports(({ route53 }) => ({ dns: route53({ zoneId: "Z1", transform: 1 }) })),
  "route53 with a transform of no record": ports(({ route53 }) => ({
    dns: route53({ zoneId: "Z1", transform: { stsrecord: () => ({}) } }),
  })),
  "route53 with a transform of the name": ports(({ route53 }) => ({
    dns: route53({ zoneId: "Z1", transform: { stsRecord: changing({ name: "_mta-sts.example.net" }) } }),
  })),
  "route53 with transforms of value, type, and TTL": ports(({ route53 }) => ({
    dns: route53({
      zoneId: "Z1",
      transform: {
        stsRecord: changing({ records: ["v=STSv1; id=1;"], ttl: "300" }),
        tlsRptRecord: changing({ type: "SPF", ttl: -1 }),
        hostRecord: changing({ records: ["web.example.com"], ttl: Promise.resolve(60) }),
      },
    }),
  })),
  "a TTL that is too long for the strict": ports(({ route53 }) => ({
    strict: true,
    dns: route53({ zoneId: "Z1", transform: { stsRecord: changing({ ttl: 604_800 }) } }),
  })),
  "transforms that fail, each in its way": ports(({ cloudfront }) => ({
    host: cloudfront({
      transform: {
        bucket: () => undefined,
        policyFile: () => Promise.resolve({}),
        certificate: () => {
          throw new Error("no such tag");
        },
        distribution: () => [],
      },
    }),
  })),
  "cloudfront with transforms of what it serves": ports(({ cloudfront }) => ({
    host: cloudfront({
      transform: {
        policyFile: changing({ key: "mta-sts.txt", content: "version: STSv1", etag: undefined }),
        bucketPolicy: changing({ policy: "{}" }),
        distribution: changing({ enabled: false, aliases: ["example.com"], staging: true }),
      },
    }),
  })),
  "a previous host with a transform of what it serves": ports(({ cloudfront }) => ({
    previousHost: cloudfront({ transform: { policyFile: changing({ content: "" }) } }),
  })),
  "worker with transforms of code and name": ports(({ worker }) => ({
    host: worker({
      ...account,
      transform: { worker: changing({ content: "" }), customDomain: changing({ hostname: "example.com" }) },
    }),
  })),
  "cloudflareDns with a proxied name": ports(({ cloudflareDns }) => ({
    dns: cloudflareDns({
      zoneId: account.zoneId,
      transform: { hostRecord: changing({ proxied: true, content: "a.example" }) },
    }),
  })),
  "a transform that breaks something, and a wrong domain": ports(({ cloudfront }) => ({
    domain: "example.com.",
    host: cloudfront({ transform: { policyFile: changing({ content: "" }) } }),
  })),
  "cloudflareDns({})": ports(({ cloudflareDns }) => ({ dns: cloudflareDns({}) })),
  "cloudflareDns with snake case": ports(({ cloudflareDns }) => ({ dns: cloudflareDns({ zone_id: account.zoneId }) })),
  "cloudfront with a transform that is no function": ports(({ cloudfront }) => ({
    host: cloudfront({ transform: { distribution: 5 } }),
  })),
  "cloudfront with a transform of no child": ports(({ cloudfront }) => ({
    host: cloudfront({ transform: { distributions: () => ({}) } }),
  })),
  "cloudfront with no object of transforms": ports(({ cloudfront }) => ({ host: cloudfront({ transform: true }) })),
  "cloudfront with the name of a region": ports(({ cloudfront }) => ({
    host: cloudfront({ usEast1Provider: "us-east-1" }),
  })),
  "cloudfront with a text": ports(({ cloudfront }) => ({ host: cloudfront("eu-central-1") })),
  "worker()": ports(({ worker }) => ({ host: worker() })),
  "worker({})": ports(({ worker }) => ({ host: worker({}) })),
  "worker with an empty account": ports(({ worker }) => ({ host: worker({ ...account, accountId: "" }) })),
  "worker with an unknown option": ports(({ worker }) => ({ host: worker({ ...account, script: "policy" }) })),
  "r2({})": ports(({ r2 }) => ({ host: r2({}) })),
  "r2 without objects": ports(({ r2 }) => ({ host: r2(account) })),
  "r2()": ports(({ r2 }) => ({ host: r2() })),
  "external()": ports(({ external }) => ({ host: external() })),
  "external({})": ports(({ external }) => ({ host: external({}) })),
  "external without a name": ports(({ external }) => ({ host: external({ target: "" }) })),
};

const wrongMoves: Readonly<Record<string, Make>> = {
  "a previous host that is none": mail({ previousHost: "cloudfront" }),
  "a previous host that is not called": ports(({ cloudfront }) => ({ previousHost: cloudfront })),
  "a previous host with wrong options": ports(({ worker }) => ({ previousHost: worker({}) })),
  "a previous host that publishes the name itself": ports(({ worker }) => ({ previousHost: worker(account) })),
  "a previous host without a target": ports(({ external }) => ({ previousHost: external({}) })),
  "advice, strictly": mail({ strict: true, tlsRpt: undefined }),
  "advice and a mistake, strictly": mail({ strict: true, maxAge: 60, tlsRpt: undefined, domain: "" }),
  "strict of another type": mail({ strict: "true" }),
};

const justNow = new Date(Math.floor(Date.now() / 1_000) * 1_000).toISOString();

/** The time that is left is told, so that both are asked within the same hour. */
const wrongStages: Readonly<Record<string, Make>> = {
  "an age that is longer than all": mail({ mode: "enforce", maxAge: 31_557_600 }),
  "an age that is longer than what is told": mail({ mode: "enforce", longestMaxAge: 604_800 }),
  "a policy that is narrowed too early": mail({
    mode: "enforce",
    mxMigration: { to: ["mail.example.net"], movedSince: justNow, mxTtl: 2_000_000_000, narrow: true },
  }),
  "MX records that moved too early, strictly": mail({
    mode: "enforce",
    strict: true,
    mxMigration: { to: ["mail.example.net"], announcedSince: justNow, movedSince: justNow },
  }),
  "a removal too early": mail({ mode: "none", noneSince: justNow, longestMaxAge: 31_557_600, allowDestroy: true }),
  "a removal at any time, strictly": mail({ mode: "none", strict: true, allowDestroy: true }),
  "a retirement from the future": mail({ mode: "none", noneSince: "9999-01-01T00:00:00Z" }),
};

const wrongAltogether: Readonly<Record<string, Make>> = {
  nothing: () => undefined,
  null: () => null,
  "a text": () => "example.com",
  "a list": () => [],
  "an empty object": () => ({}),
  "a slip in a name": mail({ maxage: 86_400 }),
  "a name of nothing": mail({ environment: "production" }),
  "several at once": ({ worker, route53 }) => ({
    domain: "example.com.",
    mode: "enforced",
    mx: ["mx*.example.com", "b.example.com."],
    maxAge: -1,
    revision: "1",
    tlsRpt: { rua: "tls-reports@example.org" },
    host: worker({ zoneId: "z1" }),
    dns: route53({}),
    allowDestroy: "yes",
    maxage: 1,
  }),
};

/** What must be refused, before anything is created. */
export const problems: Readonly<Record<string, Make>> = {
  ...wrongArguments,
  ...wrongOptions,
  ...wrongMoves,
  ...wrongStages,
  ...wrongAltogether,
};
