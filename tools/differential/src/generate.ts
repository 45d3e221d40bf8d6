import type { Case, TextKind } from "./case.js";
import type { Random } from "./random.js";
import type { Seeds } from "./seeds.js";

const GOOD_LABELS = ["a", "mail", "MX-1", "example", "com", "1", "127", "xn--bcher-kva"] as const;
const LABELS = [...GOOD_LABELS, "xn--a", "b--c", "-a", "a-", "_dmarc"] as const;
const MARKS = [
  " ",
  "\t",
  "\r",
  "\n",
  "\r\n",
  ":",
  ";",
  "=",
  ",",
  "!",
  ".",
  "*.",
  "*",
  "-",
  "_",
  "%",
  "%2C",
  "\\",
  '"',
  "\0",
];
const UTF8 = [
  "\xc3\xa9",
  "\xc3\x9f",
  "\xe2\x80\x8b",
  "\xef\xbb\xbf",
  "\xf0\x9f\x93\xa7",
  "\xe3\x80\x82",
  "\x85",
  "\xff",
];

/** Words and marks that the grammars know, and some that they should not. */
const TOKENS: Readonly<Record<Case["kind"], readonly [string, ...string[]]>> = {
  policy: [
    "version: STSv1",
    "mode: testing",
    "mode: none",
    "mode:enforce",
    "mx: ",
    "mx: *.example.com",
    "max_age: 86400",
    "max_age: 31557601",
    "max_age: 99999999999",
    "-ext: 1",
    "ext_1.a-b: some text",
    ...LABELS,
    ...MARKS,
    ...UTF8,
  ],
  sts: ["v=STSv1", "v=STSv1;", "id=", "id=1", "; id=20160831", ".a=b", "a_b.c=d:e", "A".repeat(32), ...MARKS, ...UTF8],
  tlsrpt: [
    "v=TLSRPTv1;",
    "rua=",
    "rua=mailto:a@example.com",
    ",https://example.com:443/a?b=c#d",
    "mailto:",
    "https://",
    "[2001:db8::1]",
    "//",
    "@",
    "?",
    "#",
    ":99999",
    "%zz",
    "-a=b",
    ...MARKS,
    ...UTF8,
  ],
  mx: [".", "*.", "example.com", "mail.", "..", "[192.0.2.1]", "127.0.0.1", ...LABELS, ...MARKS, ...UTF8],
};

/** A case near the border between right and wrong: something that is in the vectors, or is built anew, then mutated. */
export function generate(random: Random, seeds: Seeds): Case {
  const kind = random.pick(["policy", "policy", "sts", "tlsrpt", "mx"] as const);
  if (kind !== "mx") return { kind, octets: mutate(random.pick(source(kind, random, seeds)), kind, random) };
  const pattern = mutate(random.pick(seeds.patterns), kind, random);
  // Pairs of unrelated names say little, so that most hosts are made from the pattern.
  const host = random.below(3) === 0 ? random.pick(seeds.hosts) : hostFor(pattern, random);
  return { kind, pattern: text(pattern), host: text(random.below(2) === 0 ? host : mutate(host, kind, random)) };
}

function source(kind: TextKind, random: Random, seeds: Seeds): readonly [string, ...string[]] {
  return random.below(2) === 0 ? seeds.texts[kind] : [build(kind, random)];
}

function build(kind: TextKind, random: Random): string {
  switch (kind) {
    case "policy":
      return buildPolicy(random);
    case "sts":
      return `v=STSv1${delimiter(random)}id=${"a1B2".repeat(random.below(10))}${extensions(random)}`;
    case "tlsrpt":
      return `v=TLSRPTv1${delimiter(random)}rua=${many(3, random, () => uri(random)).join(" , ")}${extensions(random)}`;
  }
}

function buildPolicy(random: Random): string {
  const required = [
    "version: STSv1",
    `mode: ${random.pick(["testing", "enforce", "none"])}`,
    `max_age: ${maxAge(random)}`,
  ];
  const patterns = many(
    4,
    random,
    () => `mx:${random.pick([" ", "", "\t"])}${random.pick(["", "*."])}${hostName(random)}`,
  );
  const further = many(
    2,
    random,
    () => `${random.pick(["ext", "a.b", "mode", "max_age", "Mx", "version"])}: ${hostName(random)}`,
  );
  const lines = [...required, ...patterns, ...further];
  return lines.map((line) => line + random.pick(["\n", "\r\n", "\r\n", " \r\n"])).join("");
}

function maxAge(random: Random): number {
  return random.pick([random.below(31_557_601), 0, 31_557_600, 31_557_601, 2_147_483_647, 2_147_483_648]);
}

function hostName(random: Random): string {
  return many(4, random, () => random.pick(random.below(20) === 0 ? LABELS : GOOD_LABELS)).join(".");
}

function uri(random: Random): string {
  const start = random.pick(["mailto:a@", "https://", "https://user@", "http://", "tel:", ""]);
  return start + hostName(random) + random.pick(["", "/", ":443/a", "?b=c", "#d", "/%2C%21", "/(a)"]);
}

function extensions(random: Random): string {
  return many(2, random, () => `${delimiter(random)}${random.pick(["a=b", "id=2", "rua=", "a.b-c_d=e:f"])}`).join("");
}

function delimiter(random: Random): string {
  return random.pick([";", "; ", " ; ", "\t;\t"]);
}

/** One element or more. */
function many<T>(max: number, random: Random, make: () => T): readonly T[] {
  return Array.from({ length: 1 + random.below(max) }, make);
}

function hostFor(pattern: string, random: Random): string {
  const host = pattern.startsWith("*.") ? `${random.pick(["mail", "a.b", "_a", ""])}${pattern.slice(1)}` : pattern;
  return random.pick([host, `${host}.`, host.toUpperCase(), `mx.${host}`]);
}

/** None to three small changes. */
function mutate(octets: string, kind: Case["kind"], random: Random): string {
  let mutant = octets;
  for (let count = random.below(4); count > 0; count--) mutant = mutateOnce(mutant, TOKENS[kind], random);
  return mutant;
}

function mutateOnce(octets: string, tokens: readonly [string, ...string[]], random: Random): string {
  const at = random.below(octets.length + 1);
  const end = Math.min(octets.length, at + 1 + random.below(random.pick([1, 1, 4, 20])));
  const before = octets.slice(0, at);
  switch (random.below(5)) {
    case 0:
      return before + random.pick(tokens) + octets.slice(at);
    case 1:
      return before + octets.slice(end);
    case 2:
      return before + random.pick(tokens) + octets.slice(end);
    case 3:
      return before + octets.slice(at, end).repeat(2 + random.below(3)) + octets.slice(end);
    default:
      return before + String.fromCharCode(random.below(256)) + octets.slice(end);
  }
}

/** Names are text for both sides: octets that are no UTF-8 become the replacement character before either sees them. */
function text(octets: string): string {
  return Buffer.from(octets, "latin1").toString("utf8");
}
