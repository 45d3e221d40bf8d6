import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { paintFor } from "../src/terminal/paint";
import { Progress } from "../src/terminal/progress";
import { safeJson, safeLine } from "../src/terminal/safe-text";
import { table } from "../src/terminal/table";

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

describe("table", () => {
  it("aligns what is shown, not what is written", () => {
    const red = (part: string) => `<${part}>`;
    expect(
      table([
        [{ text: "a" }, { text: "b" }],
        [{ text: "long", style: red }, { text: "c\u0007" }],
      ]),
    ).toEqual(["a     b", "<long>  c\\u{7}"]);
    expect(table([])).toEqual([]);
  });
});

describe("Progress", () => {
  it("is one line that stays within the terminal", () => {
    const shown = sink(true);
    const progress = new Progress(shown, 2);
    progress.step("a.very.long.domain.name.example");
    progress.end();
    expect(shown.written).toEqual(["\r\u001b[K1/2 a.very.long.dom", "\r\u001b[K"]);
  });

  it("is not there without a terminal, or for one domain", () => {
    for (const [to, total] of [
      [sink(false), 5],
      [sink(true), 1],
    ] as const) {
      const progress = new Progress(to, total);
      progress.step("a");
      progress.end();
      expect(to.written).toEqual([]);
    }
  });
});
