import * as fc from "fast-check";
import type { Arguments } from "./twin";

const mail = { domain: "example.com", mx: ["mail.example.com"] } as const;
const rua = "mailto:tls-reports@example.org";
const to = ["mail.example.net"];
const label63 = "a".repeat(63);

/** What a user may write, each time at the edge of something. */
export const edges: Readonly<Record<string, Arguments>> = {
  "what must be given": mail,
  reports: { ...mail, tlsRpt: { rua } },
  "several addresses for reports": {
    ...mail,
    tlsRpt: { rua: [rua, "https://reports.example.org/v1?d=example.com&k=a%2Cb", "mailto:a%21b@example.net"] },
  },
  "addresses that take more than one character-string": {
    ...mail,
    tlsRpt: { rua: Array.from({ length: 12 }, (_, i) => `mailto:tls-reports-${i}@reports.example.org`) },
  },
  enforce: { ...mail, mode: "enforce", tlsRpt: { rua } },
  "enforce, unprotected": { ...mail, mode: "enforce", allowDestroy: true },
  "enforce, and protected in words": { ...mail, mode: "enforce", allowDestroy: false },
  "none without a host": { domain: "example.com", mode: "none", tlsRpt: { rua } },
  "none with a host": { ...mail, mode: "none" },
  "none, unprotected after a roll-back": { ...mail, mode: "none", revision: 4, allowDestroy: true },
  "the longest age": { ...mail, mode: "enforce", maxAge: 31_557_600, longestMaxAge: 31_557_600 },
  "other MX hosts": { ...mail, mode: "enforce", tlsRpt: { rua }, mxMigration: { to } },
  "other MX hosts, announced": {
    ...mail,
    mode: "enforce",
    mxMigration: { to, announcedSince: "2024-03-01T12:00:00Z" },
  },
  "other MX hosts, moved, long ago": {
    ...mail,
    mode: "enforce",
    mxMigration: { to, announcedSince: "2024-03-01T12:00:00Z", movedSince: "2024-04-01T14:00:00+02:00", mxTtl: 3_600 },
  },
  "other MX hosts, moved, and only then announced": {
    ...mail,
    mode: "enforce",
    mxMigration: { to, movedSince: "2024-04-01T14:00:00+02:00" },
  },
  "other MX hosts, narrowed": {
    ...mail,
    mode: "enforce",
    mxMigration: { to, announcedSince: "2024-03-01T12:00:00Z", movedSince: "2024-04-01T12:00:00Z", narrow: true },
  },
  "other MX hosts, never enforced": {
    ...mail,
    mxMigration: { to: ["mail.example.com", "*.Example.org"], narrow: false },
  },
  "none since a while": { ...mail, mode: "none", noneSince: "2024-03-01T12:00:00Z", longestMaxAge: 604_800 },
  "none since a while, unprotected": { ...mail, mode: "none", noneSince: "2024-03-01T12:00:00Z", allowDestroy: true },
  "none, never enforced, unprotected": { ...mail, mode: "none", longestMaxAge: 0, allowDestroy: true },
  "a week": { ...mail, mode: "enforce", maxAge: 604_800 },
  "an age that is unwise": { ...mail, mode: "testing", maxAge: 60 },
  "a roll-back": { ...mail, revision: 1 },
  "a roll-back of an age": { ...mail, mode: "enforce", maxAge: 86_400, revision: 3 },
  "nothing unwise, strictly": {
    ...mail,
    mode: "enforce",
    maxAge: 2_419_200,
    tlsRpt: { rua },
    strict: true,
  },
  "undefined arguments": { ...mail, mode: undefined, maxAge: undefined, revision: undefined, tlsRpt: undefined },
  "hosts out of order, twice, in capitals": {
    domain: "Example.COM",
    mx: ["b.example.com", "*.Example.NET", "B.example.com", "a.example.com", "*.example.net"],
  },
  "forty hosts": { ...mail, mx: Array.from({ length: 40 }, (_, i) => `mx-${i}.mail.example.com`) },
  "a domain of A-labels": {
    domain: "xn--bcher-kva.example",
    mx: ["xn--mx-eka.xn--bcher-kva.example"],
    tlsRpt: { rua },
  },
  "a domain below another": { domain: "a.b.c.d.example.co.uk", mx: ["*.b.example"], tlsRpt: { rua } },
  "a long domain": {
    domain: `${label63}.${label63}.${"b".repeat(40)}.example`,
    mx: [`${label63}.${label63}.example`],
    mode: "enforce",
    tlsRpt: { rua },
  },
  "hosts of a mail provider": { ...mail, mx: ["aspmx.l.google.com", "*.aspmx.l.google.com"], mode: "enforce" },
};

const hostName = fc
  .tuple(fc.stringMatching(/^[a-z][a-z0-9]{0,8}(-[a-z0-9]{1,4})?$/u), fc.constantFrom("example.com", "mx.example.net"))
  .map((labels) => labels.join("."));

const pattern = fc.tuple(fc.boolean(), hostName).map(([wild, host]) => (wild ? `*.${host}` : host));

const address = fc.oneof(
  fc
    .tuple(fc.stringMatching(/^[a-z0-9]{1,12}([.+-][a-z0-9]{1,8})?$/u), hostName)
    .map(([to, host]) => `mailto:${to}@${host}`),
  hostName.map((host) => `https://${host}/tls-reports`),
);

const configuration = fc.record(
  {
    domain: hostName,
    mx: fc.array(pattern, { minLength: 1, maxLength: 6 }),
    mode: fc.constantFrom("testing", "enforce", "none"),
    maxAge: fc.integer({ min: 0, max: 31_000_000 }),
    longestMaxAge: fc.constant(31_557_600),
    revision: fc.integer({ min: 0, max: 50 }),
    tlsRpt: fc.record({ rua: fc.oneof(address, fc.array(address, { minLength: 1, maxLength: 3 })) }),
    allowDestroy: fc.boolean(),
  },
  { requiredKeys: ["domain", "mx", "longestMaxAge"] },
);

/** The same at each run. */
export const generated: readonly Arguments[] = fc.sample(configuration, { numRuns: 30, seed: 8461 });
