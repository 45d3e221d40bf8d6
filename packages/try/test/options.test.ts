import { describe, expect, it } from "@jest/globals";
import { readOptions, usage } from "../src/options";

const defaults = {
  action: "up",
  command: undefined,
  domains: [],
  state: ".mtasts-try",
  zones: [],
  config: undefined,
  stack: undefined,
  engine: undefined,
};

describe("the command line", () => {
  it.each([
    [[], {}],
    [["destroy"], { action: "destroy" }],
    [["check", "example.com", "example.org"], { action: "check", domains: ["example.com", "example.org"] }],
    [["--", "pulumi", "preview", "--diff"], { command: ["pulumi", "preview", "--diff"] }],
    [["--state", "x", "--", "sh", "--", "-c"], { state: "x", command: ["sh", "--", "-c"] }],
    [
      ["--zone", "Z1=example.com", "--zone", "0af=example.org."],
      {
        zones: [
          { id: "Z1", name: "example.com" },
          { id: "0af", name: "example.org" },
        ],
      },
    ],
    [["--config", "dev", "--stack", "mail", "--engine", "tofu"], { config: "dev", stack: "mail", engine: "tofu" }],
  ])("%j is understood", (args, differences) => {
    expect(readOptions(args, "1.2.3")).toEqual({ ...defaults, ...differences });
  });

  it("gives help and version", () => {
    expect(readOptions(["--help"], "1.2.3")).toBe(usage);
    expect(readOptions(["-V"], "1.2.3")).toBe("1.2.3\n");
    expect(usage.split("\n").every((line) => line.length <= 100)).toBe(true);
  });

  it.each([
    [["apply"], 'unknown action "apply"; expected up, preview, destroy, check, reset; see mtasts try --help'],
    [["destroy", "x"], 'destroy takes no argument (received "x"); see mtasts try --help'],
    [["--"], 'give a command after "--", such as: mtasts try -- pulumi preview; see mtasts try --help'],
    [["up", "--", "ls"], 'give either an action or a command (received "up" and "ls"); see mtasts try --help'],
    [["--nothing"], "Unknown option '--nothing'; see mtasts try --help"],
    [
      ["--zone", "example.com"],
      '--zone must be <id>=<domain>, such as Z0123456789ABCDEFGHIJ=example.com (received "example.com"); see mtasts try --help',
    ],
    [["--engine", "opentofu"], '--engine must be terraform or tofu (received "opentofu"); see mtasts try --help'],
  ])("%j is refused", (args, message) => {
    expect(() => readOptions(args, "1.2.3")).toThrow(expect.objectContaining({ message, exitCode: 64 }));
  });
});
