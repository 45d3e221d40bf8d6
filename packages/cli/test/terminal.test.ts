import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { indented, prose, wrapped, type Line } from "../src/terminal/line";
import { paintFor } from "../src/terminal/paint";
import { Progress } from "../src/terminal/progress";
import { safeJson, safeLine } from "../src/terminal/safe-text";
import { table, type Cell } from "../src/terminal/table";
import { columnsOf } from "../src/terminal/width";

const text = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.constantFrom("\u001b[31m", "\u001b[2J", "\u202e", "\u0085", "\u{e0001}"),
);
const texts = fc.array(text).map((parts) => parts.join(""));

function sink(isTerminal: boolean, columns = 20) {
  const written: string[] = [];
  return { written, write: (part: string) => void written.push(part), isTerminal, columns };
}

describe("paintFor", () => {
  it.each([
    [true, {}, true],
    [false, {}, false],
    [true, { NO_COLOR: "1" }, false],
    [true, { NO_COLOR: "" }, true],
    [true, { TERM: "dumb" }, false],
    [false, { FORCE_COLOR: "1" }, true],
    [true, { FORCE_COLOR: "0" }, false],
    [false, { FORCE_COLOR: "1", NO_COLOR: "1" }, true],
  ])("terminal %j and %j: %j", (isTerminal, env, expected) => {
    const paint = paintFor(sink(isTerminal), env);
    expect(paint.isColored).toBe(expected);
    expect(paint.error("x")).toBe(expected ? "\u001b[31mx\u001b[39m" : "x");
  });
});

describe("safeLine", () => {
  it("lets no control character through", () => {
    fc.assert(fc.property(texts, (line) => !/\p{C}/u.test(safeLine(line, false))));
  });

  it("lets the styles of this program through, where there are colours", () => {
    const { error, bold, dim, good, info, warning } = paintFor(sink(true), {});
    const styled = [error, bold, dim, good, info, warning].map((style) => style("x")).join("");
    expect(safeLine(styled, true)).toBe(styled);
    expect(safeLine("\u001b[8mhidden\u001b[5mblink", true)).toBe("\\u{1b}[8mhidden\\u{1b}[5mblink");
    // eslint-disable-next-line no-control-regex -- the escape character is what is looked for
    fc.assert(fc.property(texts, (line) => !/\p{C}/u.test(safeLine(line, true).replace(/\u001b\[\d+m/g, ""))));
  });
});

describe("safeJson", () => {
  it("says the same, in characters that do nothing", () => {
    fc.assert(
      fc.property(texts, (value) => {
        const json = safeJson({ value });
        expect(json.replaceAll("\n", "")).not.toMatch(/[\p{C}\u2028\u2029]/u);
        expect(JSON.parse(json)).toEqual({ value });
      }),
    );
  });
});

const shown = (lines: readonly Line[], columns?: number): readonly string[] =>
  lines.flatMap((line) => wrapped(line, columns).split("\n"));

describe("wrapped", () => {
  const url = "https://mta-sts.a-rather-long-name.example/.well-known/mta-sts.txt";

  it("breaks between words, and indents what follows", () => {
    const line = { head: "error  ", body: `the policy at ${url} cannot be fetched` };
    expect(shown([line], 40)).toEqual(["error  the policy at", `       ${url}`, "       cannot be fetched"]);
    expect(shown([prose("one two three")], 9)).toEqual(["one two", "three"]);
    expect(shown([{ head: "", body: "file:1:1: error code: message", indent: 2 }], 24)).toEqual([
      "file:1:1: error code:",
      "  message",
    ]);
  });

  it("leaves whole what is piped, and what is shown as it is", () => {
    const long = "word ".repeat(60).trim();
    expect(shown([prose(long)])).toEqual([long]);
    expect(shown([long], 40)).toEqual([long]);
  });

  it("keeps text readable on terminals that are very wide or very narrow", () => {
    const words = "word ".repeat(60).trim();
    for (const line of shown([prose(words)], 400)) expect(line.length).toBeLessThanOrEqual(120);
    expect(shown([{ head: " ".repeat(30), body: "one two three four" }], 36)).toEqual(["  one two three four"]);
    expect(shown([{ head: "a title of some length ", body: "one two three four" }], 30)).toEqual([
      "a title of some length one",
      "  two three four",
    ]);
    expect(shown([prose("one two")], 1)).toEqual(["one", "two"]);
  });

  it("counts columns and not characters, and carries a color over the break", () => {
    expect(shown([prose("日本 日本 日本")], 10)).toEqual(["日本 日本", "日本"]);
    const { error } = paintFor(sink(true), {});
    expect(shown([prose(error("one two"))], 4)).toEqual(["\u001b[31mone\u001b[39m", "\u001b[31mtwo\u001b[39m"]);
  });

  it("loses no word, and breaks none", () => {
    const word = fc.stringMatching(/^[!-~]{1,30}$/);
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 1 }),
        fc.nat(20),
        fc.integer({ min: 1, max: 140 }),
        (words, head, columns) => {
          const lines = shown([{ head: "x".repeat(head), body: words.join(" ") }], columns);
          expect(lines.join(" ").slice(head).trim().split(/ +/)).toEqual(words);
        },
      ),
    );
  });

  it("moves lines to the right", () => {
    const body = "one two three four five six";
    const lines = indented(["raw", { head: "a ", body }, { head: "", body, indent: 2 }], 2);
    expect(shown(lines)).toEqual(["  raw", `  a ${body}`, `  ${body}`]);
    expect(shown(lines, 28)).toEqual([
      "  raw",
      "  a one two three four five",
      "    six",
      "  one two three four five",
      "    six",
    ]);
  });
});

describe("columnsOf", () => {
  it.each([
    [{}, 132, 132],
    [{ COLUMNS: "60" }, 132, 60],
    [{ COLUMNS: "wide" }, 132, 132],
    [{ COLUMNS: "0" }, 132, 132],
    [{ COLUMNS: "" }, undefined, 80],
    [{}, 0, 80],
  ])("%j and %j: %j", (env, reported, expected) => {
    expect(columnsOf(env, reported)).toBe(expected);
  });
});

describe("table", () => {
  const cells = (...texts: readonly string[]): readonly Cell[] => texts.map((content) => ({ text: content }));

  it("aligns what is shown, not what is written", () => {
    const red = (part: string) => `<${part}>`;
    expect(shown(table([cells("a", "b"), [{ text: "long", style: red }, { text: "c\u0007" }]]))).toEqual([
      "a     b",
      "<long>  c\\u{7}",
    ]);
    expect(table([])).toEqual([]);
  });

  it("aligns wide characters, and those that take no column", () => {
    expect(shown(table([cells("日本", "x"), cells("e\u0301", "x"), cells("📬", "x"), cells("abcd", "x")]))).toEqual([
      "日本  x",
      "e\u0301     x",
      "📬    x",
      "abcd  x",
    ]);
  });

  it("wraps the last column below itself", () => {
    expect(shown(table([cells("now", "remove the TXT record and then the host")]), 29)).toEqual([
      "now  remove the TXT record",
      "     and then the host",
    ]);
  });

  it("puts a long name on its own line where the table does not fit", () => {
    const rows = [cells("domain", "verdict", "mx"), cells("a-very-long-name.example", "enforced", "1/1")];
    expect(shown(table(rows, 80), 80)).toEqual([
      "domain                    verdict   mx",
      "a-very-long-name.example  enforced  1/1",
    ]);
    expect(shown(table(rows, 30), 30)).toEqual([
      "domain           verdict   mx",
      "a-very-long-name.example",
      "                 enforced  1/1",
    ]);
  });
});

describe("Progress", () => {
  it("is one line that stays within the terminal", () => {
    const terminal = sink(true);
    const progress = new Progress(terminal, 2);
    progress.begin("a.example");
    progress.step("a.very.long.domain.name.example");
    progress.step("\u65e5".repeat(20));
    progress.end();
    expect(terminal.written).toEqual([
      "\r\u001b[K0/2",
      "\r\u001b[K1/2 a.very.long.dom",
      `\r\u001b[K2/2 ${"\u65e5".repeat(7)}`,
      "\r\u001b[K",
    ]);
  });

  it("names the domain where there is only one", () => {
    const terminal = sink(true, 80);
    const progress = new Progress(terminal, 1);
    progress.begin("a.example");
    progress.step("a.example");
    progress.end();
    expect(terminal.written).toEqual(["\r\u001b[Kchecking a.example …", "\r\u001b[K"]);
  });

  it("is not there without a terminal", () => {
    const pipe = sink(false);
    const progress = new Progress(pipe, 5);
    progress.begin("a");
    progress.step("a");
    progress.end();
    expect(pipe.written).toEqual([]);
  });
});
