import { spawnSync } from "node:child_process";
import { describe, expect, it } from "@jest/globals";

/** Runs code where these packages are not installed, and returns what it says. */
function without(hidden: readonly string[], code: string): string {
  const resolver = `
    const Module = require("node:module");
    const resolve = Module._resolveFilename;
    Module._resolveFilename = (request, ...rest) => {
      if (${JSON.stringify(hidden)}.some((name) => request === name || request.startsWith(name + "/")))
        throw Object.assign(new Error("Cannot find module '" + request + "'"), { code: "MODULE_NOT_FOUND" });
      return resolve(request, ...rest);
    };`;
  const program = `${resolver}
    try {
      ${code}
      console.log("fine");
    } catch (error) {
      console.log(error.constructor.name + ": " + error.message);
    }`;
  const { stdout, stderr } = spawnSync(process.execPath, ["--eval", program], { cwd: __dirname, encoding: "utf8" });
  return (stdout + stderr).trim();
}

const mocks = `require("@pulumi/pulumi").runtime.setMocks({
  newResource: ({ name, inputs }) => ({ id: name, state: inputs }),
  call: () => ({}),
});`;
const account = '{ accountId: "a1", zoneId: "z1" }';
const deploy = (host: string): string => `${mocks}
  const { MtaSts, manualDns } = require("pulumi-mtasts");
  const { worker, cloudflareDns } = require("pulumi-mtasts/cloudflare");
  cloudflareDns({ zoneId: "z1" });
  new MtaSts("mail", {
    domain: "example.com", mx: ["mail.example.com"], tlsRpt: { rua: "mailto:a@example.org" },
    host: ${host}, dns: cloudflareDns({ zoneId: "z1" }),
  });`;

describe("an optional package that is missing", () => {
  it.each([
    ["pulumi-mtasts/aws", "@pulumi/aws"],
    ["pulumi-mtasts/cloudflare", "@pulumi/cloudflare"],
  ])("is named by %s, with what installs it", (entry, name) => {
    expect(without([name], `require("${entry}");`)).toBe(
      `RunError: ${entry} needs the package ${name}; run "npm install ${name}"`,
    );
  });

  it("is told of where it is first needed: random values by a Worker, AWS by an object on R2", () => {
    expect(without(["@pulumi/random"], deploy(`worker(${account})`))).toBe(
      'RunError: a policy host at Cloudflare needs the package @pulumi/random; run "npm install @pulumi/random"',
    );
    const objects = 'require("pulumi-mtasts/cloudflare").r2ObjectProvider("r2", {});';
    expect(without(["@pulumi/aws"], objects)).toBe(
      'RunError: an object on R2 needs the package @pulumi/aws; run "npm install @pulumi/aws"',
    );
  });

  it.each([
    ["pulumi-mtasts alone", ["@pulumi/aws", "@pulumi/cloudflare", "@pulumi/random"], 'require("pulumi-mtasts");'],
    ["pulumi-mtasts/aws", ["@pulumi/cloudflare", "@pulumi/random"], 'require("pulumi-mtasts/aws");'],
    [
      "a zone at Cloudflare",
      ["@pulumi/aws", "@pulumi/random"],
      deploy('require("pulumi-mtasts").external({ target: "a.example" })'),
    ],
    ["a Worker", ["@pulumi/aws"], deploy(`worker(${account})`)],
  ])("does not disturb %s", (_, hidden, code) => {
    expect(without(hidden, code)).toMatch(/fine$/u);
  });
});
