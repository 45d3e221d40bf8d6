import { describe, expect, it } from "@jest/globals";
import { version } from "../package.json";
import { Context } from "../src/context";
import { exitCodes } from "../src/exit-code";
import { createProgram } from "../src/program";
import { mtasts } from "./harness";

const silent = { write: () => undefined, isTerminal: false, columns: 80 };
const context = new Context({
  stdout: silent,
  stderr: silent,
  stdin: process.stdin,
  env: {},
  now: Date.now,
  ports: () => {
    throw new Error("not asked");
  },
});

const network = ["--resolver", "--ca", "--timeout", "--allow-private", "--https-port", "--smtp-port"];

/** Public API: an option may be added and never renamed or removed. */
const FLAGS = {
  // Its options are those of the package that carries it out.
  try: [],
  check: [
    "--json",
    "--smtp",
    "--no-search",
    "--expect",
    "--plan",
    "--strict",
    "--offline",
    "--none-since",
    "--longest-max-age",
    ...network,
    "--fail-on",
  ],
  lint: ["--fix", "--json", "--domain", "--fail-on"],
  generate: [
    "--domain",
    "--mx",
    "--provider",
    "--from-dns",
    "--mode",
    "--max-age",
    "--revision",
    "--rua",
    "--format",
    "--host",
    "--dns",
    "--out",
    "--force",
    ...network,
  ],
  diff: ["--expect", "--json", ...network],
  retire: ["--longest-max-age", "--none-since", "--expect", "--json", ...network],
  completion: [],
};

describe("the command line", () => {
  it("has these commands and options", () => {
    const { commands } = createProgram(context);
    expect(
      Object.fromEntries(commands.map((command) => [command.name(), command.options.map(({ long }) => long)])),
    ).toEqual(FLAGS);
  });

  it("ends with these codes", () => {
    expect(exitCodes).toEqual({ fine: 0, issue: 1, undone: 2, usage: 64 });
  });

  it("tells its version", async () => {
    expect(await mtasts(["--version"])).toEqual({ code: 0, out: `${version}\n`, err: "" });
  });

  it.each(Object.keys(FLAGS))("%s has help with examples", async (command) => {
    const { code, out, err } = await mtasts([command, "--help"]);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toMatch(new RegExp(`^Usage: mtasts ${command} `));
    expect(out).toMatch(/\nExamples:\n( {2}[^\n]*mtasts [^\n]*\n)+$/);
  });

  it.each([
    [[], "Usage: mtasts"],
    [["chek"], "unknown command 'chek'\n(Did you mean check?)"],
    [["check"], "name a domain"],
    [["check", "--fail-on", "info", "example.com"], "Allowed choices are error, warning"],
    [["check", "--timeout", "0", "example.com"], "Give a whole number from 1 to 600."],
    [["check", "--resolver", "dns.example", "example.com"], "Give an IP address"],
    [["check", "--resolver", "192.0.2.1:0", "example.com"], "Give a whole number from 1 to 65535."],
    [["check", "-", "-"], "standard input can be read once only"],
    [["lint", "polcy", "x"], "Allowed choices are policy, sts-record, tls-rpt-record"],
    [["lint", "policy"], "missing required argument 'file'"],
    [["diff", "example.com"], "required option '--expect <file>' not specified"],
    [["retire", "--none-since", "yesterday", "example.com"], "Give a date"],
    [["retire", "--none-since", "2026-11-01T12:00", "example.com"], "Give a date"],
    [["retire", "--longest-max-age", "31557601", "example.com"], "from 0 to 31557600"],
    [["generate", "--mx", "a.example"], "required option '--domain <name>' not specified"],
    [["completion", "csh"], "Allowed choices are bash, zsh, fish"],
    [["--frobnicate"], "unknown option '--frobnicate'"],
  ])("refuses %j", async (args, message) => {
    const { code, out, err } = await mtasts(args);
    expect({ code, out }).toEqual({ code: 64, out: "" });
    expect(err).toContain(message);
  });

  it("shows what was typed without obeying it", async () => {
    const { err } = await mtasts(["\u001b[2J\u0007"]);
    expect(err).toContain("\\u{1b}[2J\\u{7}");
    expect(err.replaceAll("\n", "")).not.toMatch(/\p{C}/u);
  });

  it("tells of files that cannot be read in one line", async () => {
    for (const args of [
      ["check", "--expect", "/none", "a.example"],
      ["check", "--ca", "/none", "a.example"],
      ["check", "--plan", "/none"],
    ]) {
      expect(await mtasts(args)).toEqual({ code: 2, out: "", err: "error: /none: no such file\n" });
    }
  });
});
