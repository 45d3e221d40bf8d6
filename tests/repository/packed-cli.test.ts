import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { once } from "node:events";
import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { startStage, type Stage } from "@mtasts/testbed/stage";
import { runProgram } from "./mtasts-command";
import { root } from "./snippets";

jest.setTimeout(120_000);

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
}

function manifestIn(folder: string): Manifest {
  return JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8")) as Manifest;
}

/** The folders of a package and of all that it needs, as they are installed here. */
function foldersOf(name: string, found = new Map<string, string>()): ReadonlyMap<string, string> {
  if (found.has(name)) return found;
  const folder = path.join(root, "node_modules", name);
  found.set(name, folder);
  for (const needed of Object.keys(manifestIn(folder).dependencies ?? {})) foldersOf(needed, found);
  return found;
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
  // Everything comes out of tarballs, so that no registry is asked.
  const folders = [...foldersOf("mtasts").values()];
  npm(root, "pack", "--silent", "--ignore-scripts", "--pack-destination", tarballs, ...folders);
  const files = readdirSync(tarballs).map((file) => path.join(tarballs, file));
  writeFileSync(path.join(app, "package.json"), '{ "private": true }\n');
  npm(app, "install", "--offline", "--no-audit", "--no-fund", "--ignore-scripts", ...files);
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
  it("is what was packed, and not a link to this workspace", () => {
    for (const name of ["mtasts", "@mtasts/check", "@mtasts/core"]) {
      expect(existsSync(path.join(app, "node_modules", name, "dist"))).toBe(true);
      expect(existsSync(path.join(app, "node_modules", name, "test"))).toBe(false);
    }
  });

  it("tells its version, also through npx", async () => {
    const { version } = manifestIn(path.join(root, "packages", "cli")) as { readonly version: string };
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
