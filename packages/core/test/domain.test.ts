import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { matchesMx, parseDomain, parseMxPattern } from "../src/domain";
import { hostileText, hostName, mxPattern } from "./fixtures/arbitraries";
import { linesOf } from "./fixtures/expect-issues";
import { matchVectors } from "./fixtures/vectors";
import { processorTime } from "./processor-time";

describe("parseDomain", () => {
  it("gives the domain in lower case", () => {
    expect(parseDomain("Example.COM")).toEqual({ ok: true, value: "example.com", warnings: [] });
  });

  it("takes what the grammar takes", () => {
    fc.assert(
      fc.property(hostName, (name) => {
        expect(parseDomain(name.toUpperCase())).toEqual({ ok: true, value: name, warnings: [] });
      }),
    );
  });

  it("speaks of the whole, since it knows no path", () => {
    expect(linesOf(parseDomain("example.com."))).toEqual([
      'must not end with a dot, got "example.com."; write "example.com" (RFC 5321 §4.1.2) [domain-trailing-dot]',
    ]);
  });

  it("never throws", () => {
    fc.assert(fc.property(fc.oneof(hostileText, fc.anything()), (text) => void parseDomain(text as string)));
  });
});

describe("parseMxPattern", () => {
  it("takes host names and wildcards", () => {
    fc.assert(
      fc.property(mxPattern, (pattern) => {
        expect(parseMxPattern(pattern)).toEqual({ ok: true, value: pattern, warnings: [] });
      }),
    );
  });

  it("offers only what it takes itself", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const result = parseMxPattern(text);
        const offered = result.ok ? undefined : /; write ("[^"]+")$/.exec(result.issues[0]?.message ?? "")?.[1];
        if (offered !== undefined) expect(parseMxPattern(JSON.parse(offered) as string).ok).toBe(true);
      }),
    );
  });

  it("never throws, and takes linear time", () => {
    fc.assert(fc.property(fc.oneof(hostileText, fc.anything()), (text) => void parseMxPattern(text as string)));
    const spent = processorTime(() => {
      for (const unit of ["a.", "*.", " ", "1.", ":", "é", "[", "a@", "/", "-", "xn--."]) {
        parseMxPattern(unit.repeat(1_048_576 / unit.length));
      }
    });
    expect(spent).toBeLessThan(4_000);
  });
});

describe("matchesMx", () => {
  it.each(matchVectors)("$host against $pattern", ({ pattern, host, match }) => {
    expect(matchesMx(host, [pattern])).toBe(match);
  });

  it.each([
    ["M2: the whole name in any case", "MAIL.example.com", "mail.Example.com", true],
    ["M2: no part of it", "evilmail.example.com", "mail.example.com", false],
    ["M3: a wildcard is one label", "mail.example.com", "*.example.com", true],
    ["M3: not none", "example.com", "*.example.com", false],
    ["M3: not two", "a.b.example.com", "*.example.com", false],
    ["M3: not an empty one", ".example.com", "*.example.com", false],
    ["M4: one final dot of the host", "mail.example.com.", "mail.example.com", true],
    ["M4: not two", "mail.example.com..", "mail.example.com", false],
    ["M4: none of the pattern", "mail.example.com", "mail.example.com.", false],
    ["M4: U-labels of the host", "bücher.example", "XN--BCHER-KVA.example", true],
    ["M5: a leading dot is no pattern", "mail.example.com", ".example.com", false],
    ["M6: a part of a label", "mail1.example.com", "mail*.example.com", false],
    ["M6: a later label", "mail.a.example.com", "mail.*.example.com", false],
    ["M6: an asterisk alone", "localhost", "*", false],
    ["M7: a null MX", ".", "*.", false],
    ["M7: an address literal", "[192.0.2.1]", "[192.0.2.1]", false],
  ])("%s: %s against %s", (_, host, pattern, match) => {
    expect(matchesMx(host, [pattern])).toBe(match);
  });

  it.each(["[192.example.com", " mail.example.com", "ma*il.example.com", "\0.example.com", ".example.com"])(
    "covers no label that a host cannot have: %j",
    (host) => {
      expect(matchesMx(host, ["*.example.com"])).toBe(false);
    },
  );

  it("covers hosts with an underscore, which work all the same", () => {
    expect(matchesMx("mx_1.example.com", ["*.example.com"])).toBe(true);
  });

  it("needs one pattern of several", () => {
    expect(matchesMx("mail.example.com", ["mail.example.net", "*.example.com"])).toBe(true);
    expect(matchesMx("mail.example.com", [])).toBe(false);
  });

  it("reads a wildcard as exactly one label", () => {
    fc.assert(
      fc.property(hostName, hostName, (name, more) => {
        expect(matchesMx(`mx.${name}`, [`*.${name}`])).toBe(true);
        expect(matchesMx(name, [`*.${name}`])).toBe(false);
        expect(matchesMx(`mx.${more}.${name}`, [`*.${name}`])).toBe(false);
      }),
    );
  });

  it("never throws", () => {
    fc.assert(fc.property(hostileText, hostileText, (host, pattern) => void matchesMx(host, [pattern])));
  });
});
