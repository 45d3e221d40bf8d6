import { describe, expect, it } from "@jest/globals";
import {
  formatIssue,
  formatIssues,
  inReadingOrder,
  isError,
  parsed,
  printable,
  show,
  toIssue,
  toLineIssue,
  type Issue,
  type TextFault,
} from "../src/issue";

const issue: Issue = {
  code: "mx-invalid",
  severity: "error",
  path: ["mx", 1],
  message: "wrong; mend it",
  spec: "RFC 1 §2",
};

describe("toIssue", () => {
  it("takes severity, wording and source from the catalogue", () => {
    expect(toIssue({ code: "mx-duplicate", got: "a" }, ["mx", 1])).toEqual({
      code: "mx-duplicate",
      severity: "warning",
      path: ["mx", 1],
      message: 'the pattern repeats another one or is covered by its wildcard, got "a"; remove it',
    });
  });

  it.each([
    [{ code: "mx-list" }, "each mx holds one pattern and no preference number; write a list with one host name each"],
    [{ code: "mx-list", write: "a" }, 'each mx holds one pattern and no preference number; write "a"'],
    [{ code: "mx-list", write: ["a", "b"] }, 'each mx holds one pattern and no preference number; write ["a", "b"]'],
    [
      { code: "argument-type", problem: "must be x", got: undefined, like: "1" },
      "must be x, got undefined; write something like 1",
    ],
    [{ code: "argument-type", problem: "must be x", got: "7", write: 7 }, 'must be x, got "7"; write 7'],
  ] as const)("says what to write instead, case %#", (fault, message) => {
    expect(toIssue(fault, []).message).toBe(message);
  });

  it("lets a shared rule name the section that applies", () => {
    expect(toIssue({ code: "txt-empty-field", spec: "RFC 8460 §3" }, []).spec).toBe("RFC 8460 §3");
  });
});

describe("severity", () => {
  it("depends on the role for some codes", () => {
    expect(toIssue({ code: "policy-blank-line" }, []).severity).toBe("error");
    expect(toIssue({ code: "policy-blank-line" }, [], "checking").severity).toBe("warning");
    expect(toIssue({ code: "mx-list" }, [], "checking").severity).toBe("error");
  });

  it("depends on the value for others, and that outranks the code", () => {
    const grave = { code: "policy-blank-line", severity: "error" } as const;
    expect(toIssue(grave, [], "checking").severity).toBe("error");
    expect(toIssue({ ...grave, whenChecking: "info" }, [], "checking").severity).toBe("info");
    expect(toIssue({ code: "mx-list", severity: "info" }, []).severity).toBe("info");
  });
});

describe("places", () => {
  const at = { line: 3, column: 5, offset: 20 };

  it("stand in the issue, and in the path of a policy", () => {
    expect(toIssue({ code: "mx-list", at }, [])).toMatchObject({ path: [], position: at });
    expect(toLineIssue({ code: "mx-list", at })).toMatchObject({ path: ["line", 3], position: at });
    expect("position" in toLineIssue({ code: "mx-list" })).toBe(false);
  });

  it("order the faults of a text, those of the whole last, and bound them", () => {
    const first: TextFault = { code: "mx-null", at: { line: 1, column: 1, offset: 0 } };
    const faults: readonly TextFault[] = [
      { code: "mx-list" },
      { code: "mx-invalid", at },
      { code: "mx-duplicate" },
      first,
    ];
    expect(inReadingOrder(faults).map(({ code }) => code)).toEqual([
      "mx-null",
      "mx-invalid",
      "mx-list",
      "mx-duplicate",
    ]);
    expect(inReadingOrder(Array.from({ length: 5_000 }, () => first))).toHaveLength(200);
  });
});

describe("formatIssue", () => {
  it.each([
    [["mx", 1], "mx[1]: wrong; mend it (RFC 1 §2) [mx-invalid]"],
    [["tlsRpt", "rua", 0], "tlsRpt.rua[0]: wrong; mend it (RFC 1 §2) [mx-invalid]"],
    [["line", 3], "line 3: wrong; mend it (RFC 1 §2) [mx-invalid]"],
    [[], "wrong; mend it (RFC 1 §2) [mx-invalid]"],
  ] as const)("writes the path %j as people do", (path, line) => {
    expect(formatIssue({ ...issue, path })).toBe(line);
  });

  it("leaves out a source that is not there", () => {
    expect(formatIssue({ code: "mx-invalid", severity: "error", path: [], message: "wrong; mend it" })).toBe(
      "wrong; mend it [mx-invalid]",
    );
  });

  it("writes one line for each issue", () => {
    expect(formatIssues([issue, issue]).split("\n")).toHaveLength(2);
    expect(formatIssues([])).toBe("");
  });
});

describe("what a stranger has published", () => {
  it("reaches no terminal as a control character, in whatever part of an issue it stands", () => {
    const hostile = "a\u009b2J\u202e\nb";
    const escaped = "a\\u{9b}2J\\u{202e}";
    const faults = [
      { got: hostile },
      { problem: hostile },
      { write: hostile },
      { write: [hostile] },
      { like: hostile },
    ];
    for (const fault of faults) {
      const line = formatIssue(toIssue({ code: "argument-type", ...fault }, [hostile]));
      expect(line.split(escaped)).toHaveLength(3);
      expect(line).not.toMatch(/\p{C}/u);
    }
  });
});

describe("printable", () => {
  it("leaves what anyone can see as it is", () => {
    expect(printable("mail.example.com, §4.1 – é")).toBe("mail.example.com, §4.1 – é");
    expect(printable("\u0007\u0085\u00ad\u200b\u2028\ufeff\ud800")).toBe(
      "\\u{7}\\u{85}\\u{ad}\\u{200b}\\u{2028}\\u{feff}\\u{d800}",
    );
  });
});

describe("parsed", () => {
  it("fails on an error and on a missing value, not on a warning", () => {
    const warning: Issue = { ...issue, severity: "warning" };
    expect(parsed(1, [warning])).toEqual({ ok: true, value: 1, warnings: [warning] });
    expect(parsed(1, [warning, issue])).toEqual({ ok: false, issues: [warning, issue] });
    expect(parsed(undefined, [])).toEqual({ ok: false, issues: [] });
    expect([isError(issue), isError(warning)]).toEqual([true, false]);
  });
});

describe("show", () => {
  it.each([
    ["a", '"a"'],
    ['"\r\n', '"\\"\\r\\n"'],
    ["a\u00a0b\u200bc", '"a\\u{a0}b\\u{200b}c"'],
    ["a b ä", '"a b ä"'],
    ["x".repeat(81), `"${"x".repeat(80)}…"`],
    [Number.NaN, "NaN"],
    [null, "null"],
    [undefined, "undefined"],
    [true, "true"],
    [10n, "a bigint"],
    [Symbol("s"), "a symbol"],
    [() => 1, "a function"],
    [[1], "a list"],
    [{ toString: () => "trap" }, "an object"],
  ])("shows a value on one line, case %#", (value, text) => {
    expect(show(value)).toBe(text);
  });
});
