import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "@jest/globals";
import { root } from "./snippets";

const table = readFileSync(path.join(root, "docs", "pitfalls.md"), "utf8");
const rows = table.split("\n").filter((line) => /^\| *\d+ *\|/u.test(line));
const references = [...table.matchAll(/`([\w./-]+\.ts)`: (.*?)(?=<br>| *\|)/gu)].map(([, file = "", name = ""]) => ({
  file,
  name: name.trim(),
}));

describe("the table of pitfalls", () => {
  it("has all 29", () => {
    expect(rows).toHaveLength(29);
  });

  it("says of every row without a test that it is not yet kept out", () => {
    const untested = rows.filter((row) => !row.includes(".ts`:"));
    expect(untested.filter((row) => !row.includes("not yet"))).toEqual([]);
  });

  it.each(references)("$file has the test: $name", ({ file, name }) => {
    expect(readFileSync(path.join(root, file), "utf8")).toContain(name);
  });
});
