import { execFileSync } from "node:child_process";
import { describe, expect, it } from "@jest/globals";

describe("@mtasts/core/public-suffix", () => {
  it("brings its list along, and the main entry does not", () => {
    const code = `
      import { isPublicSuffix } from "@mtasts/core/public-suffix";
      import { lintPolicy } from "@mtasts/core";
      console.log(JSON.stringify([isPublicSuffix("co.uk"), typeof lintPolicy]));`;
    const alone = `
      require("@mtasts/core");
      console.log(Object.keys(require.cache).filter((file) => file.includes("tldts")).length);`;
    expect(run("module", code)).toEqual([true, "function"]);
    expect(run("commonjs", alone)).toBe(0);
  });
});

function run(type: "module" | "commonjs", code: string): unknown {
  const args = [`--input-type=${type}`, "--eval", code];
  return JSON.parse(execFileSync(process.execPath, args, { cwd: __dirname, encoding: "utf8" }));
}
