import path from "node:path";
import { describe, expect, it } from "@jest/globals";
import { configFolder, mergeConfig, readStackConfig } from "../src/pulumi-config";
import { folderWith } from "./fixtures";

const dev = `secretsprovider: awskms://real
encryptedkey: AAAA
config:
  aws:region: eu-central-1
  mail:mx:
    - mail.example.com
  mail:token:
    secure: AAAB
  mail:nested:
    user: a
    password:
      secure: AAAB
environment:
  - production
`;

describe("the configuration of the user's stack", () => {
  it("is copied with placeholders for secrets, and without what leads to a key service", () => {
    expect(
      readStackConfig(folderWith({ "Pulumi.dev.yaml": dev, "Pulumi.mtasts-try.yaml": "config: { a:b: c }" })),
    ).toEqual({
      "aws:region": "eu-central-1",
      "mail:mx": ["mail.example.com"],
      "mail:token": "mtasts-try",
      "mail:nested": { user: "a", password: "mtasts-try" },
    });
  });

  it("may be missing or empty", () => {
    expect(readStackConfig(folderWith())).toEqual({});
    expect(readStackConfig(folderWith({ "Pulumi.dev.yaml": "" }))).toEqual({});
    expect(readStackConfig(folderWith({ "Pulumi.dev.yaml": "config: text" }))).toEqual({});
  });

  it("has to be chosen where there are several", () => {
    const folder = folderWith({ "Pulumi.dev.yaml": dev, "Pulumi.prod.yml": "config: { a:b: c }" });
    expect(() => readStackConfig(folder)).toThrow(
      "several stacks have a configuration: dev, prod; choose one with --config <stack>",
    );
    expect(readStackConfig(folder, "prod")).toEqual({ "a:b": "c" });
    expect(() => readStackConfig(folder, "none")).toThrow(`there is no configuration of a stack "none" in ${folder}`);
  });

  it("that is not YAML is named", () => {
    expect(() => readStackConfig(folderWith({ "Pulumi.dev.yaml": "a: [" }))).toThrow(
      /Pulumi\.dev\.yaml: is not valid YAML: /u,
    );
  });

  it("can be in a folder of its own", () => {
    const folder = folderWith({ "Pulumi.yaml": "name: a\nstackConfigDir: stacks\n" });
    expect(configFolder(path.join(folder, "Pulumi.yaml"))).toBe(path.join(folder, "stacks"));
  });
});

describe("the throw-away stack's configuration", () => {
  it("follows the user's changes, and keeps what was set in it and its salt", () => {
    const file = "encryptionsalt: v1:abc\nconfig:\n  a:changed: old\n  a:gone: x\n  a:kept: by hand\n";
    const merged = mergeConfig(file, {
      before: { "a:changed": "old", "a:gone": "x", "a:kept": "theirs" },
      now: { "a:changed": "new", "a:kept": "theirs", "a:added": [1] },
    });
    expect(merged).toBe("encryptionsalt: v1:abc\nconfig:\n  a:changed: new\n  a:kept: by hand\n  a:added:\n    - 1\n");
  });

  it("begins with the user's", () => {
    expect(mergeConfig("", { before: {}, now: { "a:b": "c" } })).toBe("config:\n  a:b: c\n");
  });
});
