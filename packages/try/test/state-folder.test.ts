import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "@jest/globals";
import { type KeptTestbed } from "@mtasts/testbed";
import { StateFolder } from "../src/state-folder";
import { folderWith } from "./fixtures";

const testbed = { authority: {}, cloud: {} } as unknown as KeptTestbed;

describe("the state folder", () => {
  it("keeps the clouds between commands, where only the user can read them and no repository takes them", () => {
    const cwd = folderWith();
    const first = StateFolder.open(cwd, ".state");
    expect(first.readClouds()).toBeUndefined();
    first.writeClouds(testbed);
    first.close();
    const second = StateFolder.open(cwd, ".state");
    expect(second.readClouds()).toEqual(testbed);
    second.close();
    expect(readFileSync(path.join(cwd, ".state", ".gitignore"), "utf8")).toBe("*\n");
    expect(statSync(path.join(cwd, ".state", "clouds.json")).mode & 0o077).toBe(0);
    expect(readdirSync(path.join(cwd, ".state")).sort()).toEqual([".gitignore", "clouds.json"]);
  });

  it("takes one command at a time, and gets over one that was killed", () => {
    const cwd = folderWith();
    const first = StateFolder.open(cwd, ".state");
    const busy = `.state is in use by another "mtasts try" (process ${process.pid}); wait for it, or use another --state`;
    expect(() => StateFolder.open(cwd, ".state")).toThrow(busy);
    expect(() => StateFolder.reset(cwd, ".state")).toThrow(busy);
    first.close();
    // No process has this number.
    writeFileSync(path.join(cwd, ".state", "lock"), "4194999");
    StateFolder.open(cwd, ".state").close();
    writeFileSync(path.join(cwd, ".state", "lock"), "garbage");
    StateFolder.open(cwd, ".state").close();
  });

  it("is forgotten whole, and only if it is ours", () => {
    const cwd = folderWith({ "theirs/file": "x" });
    const message = 'theirs exists and was not made by "mtasts try"; give another folder with --state';
    expect(() => StateFolder.open(cwd, "theirs")).toThrow(message);
    expect(() => StateFolder.reset(cwd, "theirs")).toThrow(message);
    expect(existsSync(path.join(cwd, "theirs", "file"))).toBe(true);
    expect(StateFolder.reset(cwd, ".state")).toBe(false);
    StateFolder.open(cwd, ".state").close();
    expect(StateFolder.reset(cwd, ".state")).toBe(true);
    expect(existsSync(path.join(cwd, ".state"))).toBe(false);
  });

  it.each(["not JSON", "1", '{ "version": 0, "testbed": {} }', '{ "version": 1 }'])("cannot go on with %s", (text) => {
    const cwd = folderWith();
    const state = StateFolder.open(cwd, ".state");
    state.write("clouds.json", text);
    expect(() => state.readClouds()).toThrow(
      '.state/clouds.json: is not a state that this version can read; start over with "mtasts try reset"',
    );
    state.close();
  });
});
