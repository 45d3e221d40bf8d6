import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { build } from "esbuild";
import { documentOf, findChromium } from "./chromium";
import { findOtherNode } from "./other-node";
import { root } from "./snippets";

/** Uses whatever differs between platforms: text encoding, URL parsing, hashing, and regular expressions. */
const PROGRAM = `
const config = { domain: "example.com", mx: ["mail.example.com", "*.example.net"], tlsRpt: { rua: "mailto:a@example.org" } };
const plan = core.planDeployment(config);
const refused = core.planDeployment({ domain: "bücher.example", mode: "enforced", mx: ["mx*.example.com"], maxAge: -1 });
const result = JSON.stringify({
  plan,
  refused: core.formatIssues(refused.issues),
  policy: core.parsePolicy(new TextEncoder().encode(plan.value.site.body)),
  notUtf8: core.parsePolicy(Uint8Array.of(0xff)),
  idn: core.matchesMx("Bücher.example.", ["xn--bcher-kva.example"]),
  lint: core.lintPolicy("version: STSv1\\nmode: enforce\\nmx: a.example\\nmax_age: 1\\n"),
  zone: core.zoneText([plan.value.records.sts], { origin: "example.com" }),
});
`;

/** What a bundler for browsers makes of these exports of the package. */
async function bundle(names: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: `export ${names} from "@mtasts/core";`, resolveDir: __dirname },
    bundle: true,
    minify: true,
    format: "iife",
    globalName: "core",
    platform: "browser",
    target: "es2022",
    write: false,
    logLevel: "silent",
  });
  return outputFiles[0]?.text ?? "";
}

const chromium = findChromium();
const inBrowser = chromium === undefined ? it.skip : it;
if (chromium === undefined) console.warn("skipped: no Chromium on PATH; install Debian's chromium-headless-shell");

const node22 = findOtherNode();
const inNode22 = node22 === undefined ? it.skip : it;
if (node22 === undefined) console.warn('skipped: no Node.js 22; run "npm ci --prefix tests/repository/node22"');

const REQUIRED = `const core = require(${JSON.stringify(path.join(root, "packages", "core"))});`;

let scratch: string;
let code: string;
let expected: unknown;
beforeAll(async () => {
  scratch = mkdtempSync(path.join(tmpdir(), "mtasts-runtimes-"));
  code = await bundle("*");
  expected = run(process.execPath);
});
afterAll(() => {
  rmSync(scratch, { recursive: true, force: true });
});

/** What the program makes of the built package on that Node.js. */
function run(node: string): unknown {
  const script = `${REQUIRED}${PROGRAM}console.log(result);`;
  return JSON.parse(execFileSync(node, ["--eval", script], { encoding: "utf8" }));
}

describe("@mtasts/core in a browser", () => {
  it("needs nothing of Node.js", () => {
    // esbuild fails on a builtin that is imported, so that only globals are left to look for.
    expect(code).not.toMatch(/\b(process\.(env|version)|Buffer\.|__dirname|setImmediate)\b/u);
  });

  it.each([
    ["{ parsePolicy, policyId, matchesMx }", 15_000],
    ["{ planDeployment, parsePolicy, formatIssues, zoneText }", 25_000],
    ["*", 31_000],
  ])("%s weighs less than %i bytes, minified and compressed", async (names, limit) => {
    const { length } = gzipSync(await bundle(names), { level: 9 });
    expect(length).toBeGreaterThan(1_000);
    expect(length).toBeLessThan(limit);
  });

  inBrowser(
    "says the same in Chromium as in Node.js",
    () => {
      const page = path.join(scratch, "page.html");
      const output = 'document.body.textContent = "<<" + encodeURIComponent(result) + ">>";';
      writeFileSync(page, `<!doctype html><meta charset="utf-8"><body><script>${code}${PROGRAM}${output}</script>`);
      const [, encoded = ""] = /&lt;&lt;(.*)&gt;&gt;/u.exec(documentOf(chromium ?? "", page)) ?? [];
      expect(JSON.parse(decodeURIComponent(encoded))).toEqual(expected);
    },
    90_000,
  );
});

describe("@mtasts/core on Node.js", () => {
  it("says what it is expected to say", () => {
    expect(expected).toMatchObject({ plan: { ok: true }, policy: { ok: true }, notUtf8: { ok: false }, idn: true });
  });

  inNode22("says the same on Node.js 22", () => {
    expect(execFileSync(node22 ?? "", ["--version"], { encoding: "utf8" })).toMatch(/^v22\./u);
    expect(run(node22 ?? "")).toEqual(expected);
  });
});
