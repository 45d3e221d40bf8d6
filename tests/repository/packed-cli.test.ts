import { execFileSync, spawn } from "node:child_process";
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { once } from "node:events";
import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { startStage, type Stage } from "@mtasts/testbed/stage";
import { runProgram } from "./mtasts-command";
import { root } from "./snippets";

jest.setTimeout(120_000);

interface Manifest {
  readonly version: string;
}

function manifestIn(folder: string): Manifest {
  return JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8")) as Manifest;
}

let scratch: string;
let app: string;
let program: string;
let stage: Stage;
let network: readonly string[];

beforeAll(async () => {
  scratch = mkdtempSync(path.join(tmpdir(), "mtasts-packed-"));
  app = path.join(scratch, "app");
  mkdirSync(app);
  const tarballs = path.join(scratch, "tarballs");
  mkdirSync(tarballs);
  const npm = (cwd: string, ...args: readonly string[]): string =>
    execFileSync("npm", args, { cwd, encoding: "utf8", stdio: "pipe" });
  npm(root, "pack", "--silent", "--ignore-scripts", "--pack-destination", tarballs, path.join(root, "packages", "cli"));
  const files = readdirSync(tarballs).map((file) => path.join(tarballs, file));
  writeFileSync(path.join(app, "package.json"), '{ "private": true }\n');
  // Nothing else is needed, so no registry is asked.
  npm(app, "install", "--offline", "--omit=dev", "--no-audit", "--no-fund", "--ignore-scripts", ...files);
  program = path.join(app, "node_modules", ".bin", "mtasts");

  stage = await startStage();
  await stage.publish("good.test");
  writeFileSync(path.join(app, "ca.pem"), stage.caPem);
  const resolver = `${stage.dns.address}:${stage.dns.port}`;
  network = ["--resolver", resolver, "--ca", "ca.pem", "--https-port", String(stage.httpsPort), "--allow-private"];
});
afterAll(async () => {
  await stage.stop();
  rmSync(scratch, { recursive: true, force: true });
});

const run = (...args: readonly string[]) => runProgram(program, args, { cwd: app });

describe("the packed command, in an empty folder", () => {
  it("is one package, without dependencies", () => {
    const modules = path.join(app, "node_modules");
    expect(readdirSync(modules).filter((name) => !name.startsWith("."))).toEqual(["mtasts"]);
    const files = readdirSync(path.join(modules, "mtasts")).filter((name) => name !== "LICENSE");
    expect(files.sort()).toEqual(["README.md", "THIRD-PARTY-NOTICES.txt", "bundle", "modules", "package.json"]);
  });

  it("includes the licenses of what is bundled", () => {
    const notices = readFileSync(path.join(app, "node_modules", "mtasts", "THIRD-PARTY-NOTICES.txt"), "utf8");
    const names = [...notices.matchAll(/^(@?[\w./-]+) \d+\.\d+\.\d+ \(([^)]+)\)\nhttps?:/gm)];
    expect(names.map(([, name]) => name)).toEqual([
      "@leichtgewicht/ip-codec",
      "@noble/hashes",
      "ansi-regex",
      "ansi-styles",
      "commander",
      "dns-packet",
      "get-east-asian-width",
      "ipaddr.js",
      "picocolors",
      "string-width",
      "strip-ansi",
      "tldts",
      "wrap-ansi",
    ]);
    const permissive = new Set(["MIT", "ISC"]);
    expect(names.filter(([, , license = ""]) => !permissive.has(license))).toEqual([]);
    expect(notices.match(/Permission (is hereby granted|to use, copy, modify)/g)).toHaveLength(names.length);
  });

  it("starts from a single file", async () => {
    const alone = path.join(scratch, "alone");
    const installed = path.join(app, "node_modules", "mtasts");
    mkdirSync(path.join(alone, "bundle"), { recursive: true });
    for (const file of ["package.json", path.join("bundle", "mtasts.cjs")]) {
      copyFileSync(path.join(installed, file), path.join(alone, file));
    }
    const start = path.join(alone, "bundle", "mtasts.cjs");
    for (const args of [["--version"], ["--help"], ["check", "--help"], ["generate", "--help"]]) {
      expect(await runProgram(start, args, { cwd: alone })).toMatchObject({ code: 0, err: "" });
    }
    // What judges and what reaches the network is not in it: every start would compile that.
    expect(statSync(start).size).toBeLessThan(120_000);
  });

  it("tells its version, also through npx", async () => {
    const { version } = manifestIn(path.join(root, "packages", "cli"));
    expect(await run("--version")).toEqual({ code: 0, out: `${version}\n`, err: "" });
    const npx = execFileSync("npx", ["--no-install", "mtasts", "--version"], { cwd: app, encoding: "utf8" });
    expect(npx).toBe(`${version}\n`);
  });

  it("lints, generates and completes", async () => {
    const stdin = "version: STSv1\r\nmode: Enforce\r\nmx: mail.test.org\r\nmax_age: 604800\r\n";
    const linted = await runProgram(program, ["lint", "policy", "-"], { cwd: app, stdin });
    expect(linted).toMatchObject({ code: 1, out: expect.stringContaining("<stdin>:2:7: error policy-value-case") });
    const generated = await run(
      "generate",
      "--domain",
      "test.org",
      "--mx",
      "mail.test.org",
      "--format",
      "static",
      "--out",
      "site",
    );
    expect(generated).toMatchObject({ code: 0 });
    expect(readFileSync(path.join(app, "site", ".well-known", "mta-sts.txt"), "utf8")).toContain("mode: testing\r\n");
    const place = ["--domain", "test.org", "--mx", "mail.test.org", "--format", "terraform", "--out", "infra"];
    expect(await run("generate", ...place)).toMatchObject({ code: 0 });
    expect(readdirSync(path.join(app, "infra", "mta-sts"))).toContain("main.tf");
    expect(await run("completion", "bash")).toMatchObject({
      code: 0,
      out: expect.stringContaining("complete -o default"),
    });
  });

  it("checks a domain over real sockets", async () => {
    expect(await run("check", ...network, "good.test")).toMatchObject({
      code: 0,
      out: expect.stringContaining("good.test: enforced\n"),
    });
    expect(await run("check", ...network, "--json", "none.test")).toMatchObject({
      out: expect.stringContaining('"version": 1'),
    });
  });

  it("keeps its exit code when its reader goes away", async () => {
    const child = spawn(program, ["check", ...network, "--fail-on", "warning", "--json", "none.test"], { cwd: app });
    child.stdout.destroy();
    const [code] = (await once(child, "close")) as unknown as readonly [number | null];
    expect(code).not.toBeNull();
    expect(code).not.toBe(0);
  });

  it("ends at once with a signal", async () => {
    stage.zone.set("_mta-sts.silent.test", { fault: "silent" });
    const child = spawn(program, ["check", ...network, "silent.test"], { cwd: app });
    setTimeout(() => child.kill("SIGINT"), 1_000);
    const began = Date.now();
    expect(await once(child, "close")).toEqual([null, "SIGINT"]);
    expect(Date.now() - began).toBeLessThan(5_000);
  });
});
