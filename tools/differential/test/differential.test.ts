import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Case } from "../src/case";
import { fuzz } from "../src/fuzz";
import { openOracle, type Oracle } from "../src/oracle";
import { random } from "../src/random";
import { rules } from "../src/rules";
import { compare, coreVerdict, moxVerdict } from "../src/verdict";

const POLICY = "version: STSv1\nmode: enforce\nmx: mail.example.com\nmax_age: 86400\n";
const policy = (octets: string): Case => ({ kind: "policy", octets });
const sts = (octets: string): Case => ({ kind: "sts", octets });
const tlsrpt = (octets: string): Case => ({ kind: "tlsrpt", octets });
const mx = (pattern: string, host: string): Case => ({ kind: "mx", pattern, host });

/** One difference for each rule. */
const EXAMPLES: readonly (readonly [rule: string, one: Case])[] = [
  ["max-age-limit", policy(POLICY.replace("86400", "31557601"))],
  ["field-name-start", policy(`${POLICY}-a: b\n`)],
  ["field-name-start", sts("v=STSv1; id=1; .a=b")],
  ["utf-8", policy(`${POLICY}a: \xff\n`)],
  ["name-size", policy(POLICY.replace("mail", "a".repeat(64)))],
  ["hyphen-at-end", policy(POLICY.replace("mail.example.com", "a.xn--"))],
  ["empty-duplicate-id", sts("v=STSv1; id=1; id=")],
  ["uri-grammar", tlsrpt("v=TLSRPTv1; rua=mailto:%")],
  ["whitespace-after-rua", tlsrpt("v=TLSRPTv1; rua=mailto:a@example.com ")],
  ["bad-duplicate", policy(`${POLICY}mode: enforced\n`)],
  ["duplicate-id", sts("v=STSv1; id=1; id=2")],
  ["address-as-name", mx("127.0.0.1", "127.0.0.1")],
  ["a-label", mx("xn--a.example", "xn--a.example")],
  ["go-url", tlsrpt("v=TLSRPTv1; rua=https://example.com:port/")],
  ["asterisk-host", mx("*.example.com", "*.example.com")],
  ["white-space-around-pattern", mx("mail.example.com\t", "mail.example.com")],
  ["host-beyond-ascii", mx("example.8", "e\ufeffxample.8")],
  ["empty-label", mx("*.example.com", ".example.com")],
];

let oracle: Oracle;
// The first run compiles mox's parsers.
beforeAll(async () => {
  oracle = await openOracle();
}, 300_000);
afterAll(() => oracle.close());

describe("core beside mox", () => {
  it("differs only where a rule says so", async () => {
    const { kinds, unexplained } = await fuzz(oracle, { cases: 20_000, seed: 8461 });
    expect(unexplained).toEqual([]);
    // Enough valid texts, or the agreement would be one about noise.
    for (const { cases, accepted } of Object.values(kinds)) expect(accepted / cases).toBeGreaterThan(0.05);
  }, 60_000);

  it.each(EXAMPLES)("%s explains %j, and is the first to do so", async (name, one) => {
    const [answer] = await oracle.ask([one]);
    const difference = compare(one, coreVerdict(one), moxVerdict(one, answer!));
    expect(difference).toBeDefined();
    expect(rules.find(({ explains }) => explains(difference!))?.name).toBe(name);
  });

  it("has an example of every rule", () => {
    expect([...new Set(EXAMPLES.map(([name]) => name))].sort()).toEqual(rules.map(({ name }) => name).sort());
  });

  it.each([
    policy(POLICY),
    policy(POLICY.replace("mail", "*").replaceAll("\n", " \r\n")),
    sts("v=STSv1 ; a=b; id=1A;"),
    tlsrpt("v=TLSRPTv1;rua=mailto:a@example.com , https://example.com/"),
    mx("*.example.com", "MAIL.example.com."),
  ])("agrees that %j is right", async (one) => {
    const [answer] = await oracle.ask([one]);
    const core = coreVerdict(one);
    expect(core.accepted).toBe(true);
    expect(compare(one, core, moxVerdict(one, answer!))).toBeUndefined();
  });

  it("notices a side that accepts everything", async () => {
    const careless: Oracle = { ask: (cases) => Promise.resolve(cases.map(() => ({ ok: true }))), close: oracle.close };
    const { unexplained } = await fuzz(careless, { cases: 100, seed: 1 });
    expect(unexplained.length).toBeGreaterThan(10);
  });
});

describe("random", () => {
  it("repeats itself with the same seed, and covers its range", () => {
    const draw = (seed: number) =>
      Array.from(
        { length: 1_000 },
        (
          (choices) => () =>
            choices.below(10)
        )(random(seed)),
      );
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)).not.toEqual(draw(2));
    expect([...new Set(draw(1))].sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });
});
